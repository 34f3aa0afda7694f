namespace Vitrine.Web.Hosting;

/// <summary>The names that operators configure with, as far as they are read today; <c>docs/guides/operating.md</c> says what each means.</summary>
internal static class OperatorVariables
{
    public static IReadOnlySet<string> Known { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "APPS_RUNTIME_ENABLED", "APPS_S3_BUCKET", "S3_ENDPOINT", "S3_REGION", "S3_BUCKET", "S3_ACCESS_KEY", "S3_SECRET_KEY", "S3_FORCE_PATH_STYLE",
        "S3_EXPIRATION_TIME", "DATABASE_URL", "SITE_URL", "APP_RUNTIME_PREVIEW_ORIGIN",
        ServerOptions.ListenVariable, "VITRINE_DATA", DemoStart.Variable, "VITRINE_TEMPLATE", "VITRINE_HOST_SCRIPT", "VITRINE_TRACE", "VITRINE_SLOW_TESTS",
    };

    /// <summary>What begins like this and is not known is probably misspelt.</summary>
    public static IReadOnlyList<string> Prefixes { get; } = ["APPS_", "S3_", "VITRINE_", "APP_RUNTIME_"];
}

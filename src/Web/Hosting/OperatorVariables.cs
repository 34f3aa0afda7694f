using System.Globalization;
using System.Text;

namespace Vitrine.Web.Hosting;

/// <summary>
/// The names that operators configure with, as far as they are read today. The table in <c>docs/guides/operating.md</c> is <see cref="ToMarkdown"/>; tests hold code, list and page together.
/// </summary>
internal static class OperatorVariables
{
    public static IReadOnlyList<OperatorVariable> All { get; } =
    [
        new("APPS_RUNTIME_ENABLED", "`false`", "Main switch of data apps: `true`, `1`, `yes` or `on`. `./run` sets it to `true`."),
        new(DemoStart.Variable, "`false`", "Makes the demo at the start (as `serve --demo` does), when the data folder is new or holds the demo already. `./run` sets it to `true`."),
        new(ServerOptions.ListenVariable, $"`{ServerOptions.DefaultAddress}`", "Where the server listens. The option `--listen` comes first.", "http://0.0.0.0:8080"),
        new("SITE_URL", "`http://localhost:8080`", "The address under which people open the instance. Needed with `APP_RUNTIME_PREVIEW_ORIGIN`; else pages go by the address of the request.", "https://apps.example.com"),
        new("APP_RUNTIME_PREVIEW_ORIGIN", "that of the pages", "An origin of its own for the documents of apps, which leads to the same server. It has to be https when `SITE_URL` is.", "https://frames.example.com"),
        new("VITRINE_DATA", "`.vitrine` in the current folder; of the checkout with `./run`", "The data folder.", "/var/lib/vitrine"),
        new("DATABASE_URL", "SQLite, `vitrine.db` in the data folder", "PostgreSQL for metadata, jobs and ledger. `sslmode` and other settings of the driver may follow after `?`.", "postgres://vitrine:secret@db:5432/vitrine?sslmode=require"),
        new("APPS_S3_BUCKET", "`S3_BUCKET`", "Bucket of the object store: sources, bundles, screenshots. Without either name, the folder `blobs` in the data folder.", "vitrine-apps"),
        new("S3_BUCKET", "", "The same, when `APPS_S3_BUCKET` is not set.", "company-bucket"),
        new("S3_ENDPOINT", "that of AWS", "Address of another S3-compatible store.", "https://minio.example.com"),
        new("S3_REGION", "`us-east-1`", "Region of the bucket.", "eu-central-1"),
        new("S3_ACCESS_KEY", "the instance's role", "Key and secret; both or neither.", "AKIA…"),
        new("S3_SECRET_KEY", "", "Belongs to `S3_ACCESS_KEY`."),
        new("S3_FORCE_PATH_STYLE", "`true` with `S3_ENDPOINT`, else `false`", "Whether the bucket stands in the path: `true` or `false`."),
        new("S3_EXPIRATION_TIME", "", "Accepted, and not used: no file is given out by a signed address yet."),
        new("VITRINE_TEMPLATE", "`artifacts/template/current` of the checkout", "The prepared app template.", "/opt/vitrine/template"),
        new("VITRINE_HOST_SCRIPT", "`artifacts/host/host.js` of the checkout", "The script of the pages.", "/opt/vitrine/host.js"),
        new("VITRINE_TRACE", "", "`1`: a fault of the command line says where it happened."),
        new("ANTHROPIC_API_KEY", "", "Key of Anthropic's API, or of a gateway that speaks it. With it, Claude writes the apps; without any key, the composer does."),
        new("ANTHROPIC_BASE_URL", "Anthropic's own", "Address of such a gateway, without `/v1`.", "https://gateway.example.com"),
        new("AI_DEFAULT_PROVIDER", "`anthropic`", "Whose model writes when a prompt chooses none: `anthropic`, `bedrock` or `openai`."),
        new("AI_DEFAULT_MODEL", "the first of that provider", "The model that writes when a prompt chooses none.", "claude-opus-5-5"),
        new("AI_SMALL_MODEL", "the turn's own", "The model for small questions beside the work: what is unclear before the first build, and an app's name.", "claude-haiku-4-5"),
        new("AI_ALLOWED_MODELS", "all that are known", "Models that people may choose, with commas. The composer can always be chosen.", "claude-sonnet-5-5,claude-haiku-4-5"),
        new("BEDROCK_API_KEY", "", "Key of Amazon Bedrock (`AWS_BEARER_TOKEN_BEDROCK` is read too); or the ones that follow."),
        new("BEDROCK_ACCESS_KEY_ID", "", "Access key that signs requests to Bedrock.", "AKIA…"),
        new("BEDROCK_SECRET_ACCESS_KEY", "", "Belongs to `BEDROCK_ACCESS_KEY_ID`."),
        new("BEDROCK_SESSION_TOKEN", "", "Belongs to a temporary access key, and ends with it."),
        new("BEDROCK_REGION", "`us-east-1`", "Region of Bedrock. Set without a key of Bedrock's, it has credentials taken from where AWS puts them: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`, a profile, or the role of the container or machine.", "eu-central-1"),
        new("BEDROCK_BASE_URL", "that of the region", "Another address of Bedrock, such as an endpoint of a private network.", "https://vpce-1.bedrock-runtime.eu-central-1.vpce.amazonaws.com"),
        new("OPENAI_API_KEY", "", "Key of OpenAI, or of a gateway that speaks its chat completions."),
        new("OPENAI_BASE_URL", "OpenAI's own", "Address of such a gateway, with `/v1`. Alone, without a key, for gateways that need none.", "http://localhost:11434/v1"),
        new("SANDBOX_PROVIDER", "`e2b` with `E2B_API_KEY`, else `local`", "Where apps are built: `local` (bubblewrap on this machine) or `e2b`. [Sandboxes](../sandboxes.md) tells more."),
        new("E2B_API_KEY", "", "Key of an E2B account, or of a sandbox host of one's own.", "e2b_0f3c…"),
        new("E2B_DOMAIN", "`e2b.app`", "Domain of the sandboxes and of the control plane.", "sandboxes.example.com"),
        new("E2B_API_URL", "`https://api.` and the domain", "Address of the control plane.", "http://10.0.0.7:3000"),
        new("E2B_SANDBOX_URL", "a host name for each sandbox", "One address for all sandboxes; that of the control plane with a sandbox host.", "http://10.0.0.7:3000"),
        new("E2B_TEMPLATE_NAME", "`base`, a plain image with Node", "The template that holds the toolchain. Without it, the toolchain is uploaded once, into a snapshot.", "vitrine"),
        new("E2B_TEMPLATE_TAG", "the running version with `E2B_TEMPLATE_NAME`", "Its tag; empty for the template's default.", "0.1.0"),
        new("Sandboxes__PausedFor", "`00:15:00`", "How long the sandbox of a turn waits, paused, for its app's next turn; `00:00:00` pauses none.", "01:00:00"),
        new("Sandboxes__MostPaused", "`20`", "How many wait at a time on one server; the oldest goes first.", "100"),
        new(Commands.SandboxHostVerb.PortVariable, "`3000`", "The port of this machine on which `vitrine sandbox-host` listens. Its option `--listen` comes first."),
        new(Commands.SandboxHostVerb.KeysVariable, "", "Whose keys `vitrine sandbox-host` accepts, with commas: each `e2b_` and at least 32 digits of 0-9 and a-f.", "e2b_0f3c…"),
        new("LanguageModels__Silence", "`00:01:30`", "How long an answer of a model may say nothing at all before it is asked again.", "00:03:00"),
        new("LanguageModels__Patience", "`00:10:00`", "How long one call of a model is tried again, waiting included.", "00:05:00"),
        new("LanguageModels__Conversation", "`120000`", "Tokens that a conversation may have before what was said early is shortened.", "200000"),
        new("LanguageModels__LeastOutput", "`2000`", "Tokens that an answer may have at least: where budgets have room for fewer only, the call is refused.", "4000"),
        new("Turns__Steps", "`200`", "Calls of tools that one turn may make.", "400"),
        new("Turns__Repairs", "`5`", "How often an agent may mend what gates found.", "3"),
        new("Turns__WallClock", "`00:30:00`", "How long a turn may run; waiting for an answer does not count.", "01:00:00"),
        new("Jobs__Shares__turns__PerPerson", "`2`", "Turns of one person that run at a time, over all servers; more wait.", "4"),
        new("Jobs__Shares__turns__PerShare", "`4`", "Turns of one project that run at a time, over all servers; more wait.", "8"),
        new("Queries__Concurrency", "`4`", "Questions of one project that its warehouse answers at the same time.", "8"),
        new("Queries__Queue", "`200`", "Questions of one project that may wait; more are refused.", "1000"),
        new("Queries__Timeout", "`00:00:30`", "How long one question may take in the warehouse.", "00:01:00"),
        new("Queries__MaximumBytes", "`67108864`", "Bytes of one answer.", "134217728"),
        new("Queries__CacheBytes", "`134217728`", "Bytes of answers kept in memory.", "536870912"),
        new("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "`false`", "`true`: a proxy on another machine is believed when it says that people came by https. A proxy on this machine always is."),
    ];

    /// <summary>All names, with those that only tests read.</summary>
    public static IReadOnlySet<string> Known { get; } = All.Select(variable => variable.Name).Append("VITRINE_SLOW_TESTS").ToHashSet(StringComparer.Ordinal);

    /// <summary>What begins like this and is not known is probably misspelt.</summary>
    public static IReadOnlyList<string> Prefixes { get; } = ["APPS_", "S3_", "VITRINE_", "APP_RUNTIME_", "BEDROCK_", "AI_", "SANDBOX_", "E2B_"];

    /// <summary>The table of the page for operators.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder("| variable | default | meaning | example |\n|---|---|---|---|\n");
        foreach (var variable in All)
            text.Append(CultureInfo.InvariantCulture, $"| `{variable.Name}` | {Or(variable.Default)} | {variable.Meaning} | {Or(variable.Example.Length > 0 ? $"`{variable.Example}`" : "")} |\n");
        return text.ToString();

        static string Or(string cell) => cell.Length > 0 ? cell : "–";
    }
}

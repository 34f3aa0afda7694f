using Microsoft.Extensions.Configuration;
using Vitrine.Primitives;

namespace Vitrine.Sandboxes.E2b;

/// <summary>Which E2B account, or which sandbox host of one's own.</summary>
public sealed record E2bSandboxOptions
{
    /// <summary>The account's key.</summary>
    public required string ApiKey { get; init; }

    /// <summary>Where the control plane is.</summary>
    public required Uri ApiUrl { get; init; }

    /// <summary>Where all sandboxes are reached; null for a host name of each one's own under <see cref="Domain"/>.</summary>
    public Uri? SandboxUrl { get; init; }

    /// <summary>The domain of the sandboxes' host names.</summary>
    public required string Domain { get; init; }

    /// <summary>The template with tag, such as <c>vitrine:0.1.0</c>.</summary>
    public required string Template { get; init; }

    /// <summary>Where it is noted which sandboxes there are, and what was in the paused ones.</summary>
    public required string Folder { get; init; }

    /// <summary>The toolchain, for a template that does not hold it; null when none was prepared.</summary>
    public Func<string?> Toolchain { get; init; } = () => null;

    /// <summary>How long a sandbox lives that nobody has claimed; and how long from when somebody has.</summary>
    public (TimeSpan Warm, TimeSpan Claimed) Life { get; init; } = (TimeSpan.FromMinutes(15), TimeSpan.FromHours(1));

    /// <summary>Reads the variables that operators set; see <c>docs/sandboxes.md</c>.</summary>
    /// <param name="configuration">With <c>E2B_API_KEY</c> and its like.</param>
    /// <param name="version">The running version, which is the template's tag unless <c>E2B_TEMPLATE_TAG</c> says otherwise.</param>
    /// <param name="folder">See <see cref="Folder"/>.</param>
    /// <exception cref="RefusalException"><c>sandbox.no-key</c>, <c>sandbox.bad-address</c>.</exception>
    public static E2bSandboxOptions From(IConfiguration configuration, string version, string folder)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var domain = Value(configuration, "E2B_DOMAIN") ?? "e2b.app";
        var name = Value(configuration, "E2B_TEMPLATE_NAME");
        // Set but empty is the template's own default; the plain image has no tag of ours.
        var tag = configuration["E2B_TEMPLATE_TAG"] ?? (name is null ? "" : version);
        return new E2bSandboxOptions
        {
            ApiKey = Value(configuration, "E2B_API_KEY") ?? throw new RefusalException("sandbox.no-key", "SANDBOX_PROVIDER is e2b, and E2B_API_KEY is not set. Put the account's key there, or one of your own sandbox host.", RefusalKind.Unavailable),
            ApiUrl = Address(configuration, "E2B_API_URL") ?? new Uri($"https://api.{domain}"),
            SandboxUrl = Address(configuration, "E2B_SANDBOX_URL"),
            Domain = domain,
            Template = $"{name ?? "base"}{(tag.Trim().Length > 0 ? $":{tag.Trim()}" : "")}",
            Folder = folder,
        };
    }

    private static string? Value(IConfiguration configuration, string name) => configuration[name] is { } value && value.Trim().Length > 0 ? value.Trim() : null;

    private static Uri? Address(IConfiguration configuration, string name)
    {
        if (Value(configuration, name) is not { } value) return null;
        return Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
            ? address : throw new RefusalException("sandbox.bad-address", $"{name} is '{value}' and has to be an address with http:// or https://.", RefusalKind.Unavailable);
    }
}

namespace Vitrine.Web.Hosting;

/// <summary>How a server is started.</summary>
internal sealed record ServerOptions
{
    /// <summary>The variable that says where to listen.</summary>
    public const string ListenVariable = "VITRINE_LISTEN";

    /// <summary>Loopback: who wants more says so.</summary>
    public const string DefaultAddress = "http://localhost:8080";

    /// <summary>What this process does.</summary>
    public ServerRole Role { get; init; } = ServerRole.All;

    /// <summary>Where to listen; null for what the configuration says.</summary>
    public string? Listen { get; init; }

    /// <summary>Whether the demo is made when it is not there yet.</summary>
    public bool WithDemo { get; init; }

    /// <summary>Whether it writes nothing to the console but errors: a server for the time of one command.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether it lives for one command only: other verbs are not told of it.</summary>
    public bool IsPassing { get; init; }

    /// <summary>Settings before all others, such as the data folder of a test.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Changes services after all modules have added theirs; for tests.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>Where to listen, after all.</summary>
    public string AddressFrom(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return First(Listen, configuration[ListenVariable], configuration["urls"]) ?? DefaultAddress;
    }

    private static string? First(params string?[] values) => values.FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
}

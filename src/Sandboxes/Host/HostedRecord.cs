namespace Vitrine.Sandboxes.Host;

/// <summary>What is known of a hosted sandbox beside what runs in it: enough to resume it, also after the host was started anew.</summary>
internal sealed record HostedRecord
{
    /// <summary>Its id in E2B's form.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is: <see cref="HostSecrets.OwnerOf"/>.</summary>
    public required string Owner { get; init; }

    /// <summary>The template without its tag.</summary>
    public required string Template { get; init; }

    /// <summary>What the caller keeps with it.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Variables of every program in it.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it is paused when its time is over, instead of ended.</summary>
    public bool PausesAtEnd { get; init; }

    /// <summary>When its present run began.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>When its time was over or it was paused.</summary>
    public DateTimeOffset Ends { get; init; }

    /// <summary>The provider's id of what is kept; null while it runs.</summary>
    public string? PausedAs { get; init; }
}

namespace Vitrine.Semantics.Model;

/// <summary>Who asks. No query is compiled without one.</summary>
public sealed record QueryIdentity
{
    /// <summary>The person's id, for logs and caches.</summary>
    public required string PersonId { get; init; }

    /// <summary>The verified email address, or null when there is none.</summary>
    public string? Email { get; init; }

    /// <summary>The person's user attributes, each with its values. An attribute that is absent or empty does not exist.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; init; }
}

namespace Vitrine.Semantics.Model;

/// <summary>How a dbt project is read.</summary>
public sealed record SemanticOptions
{
    /// <summary>Whether text filters regard case where neither rule, field nor explore says so.</summary>
    public bool CaseSensitive { get; init; } = true;

    /// <summary>Parameters of the whole project, by name.</summary>
    public IReadOnlyDictionary<string, Parameter> Parameters { get; init; } = new Dictionary<string, Parameter>();
}

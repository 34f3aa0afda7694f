namespace Vitrine.Agents.Clarifying;

/// <summary>
/// What is going to be built, on one screen: what a language model means to build before it does, and what the person made of that. It guides the model; what an app is made of stands in its files alone.
/// </summary>
public sealed record BuildPlan
{
    /// <summary>The pages, with what stands on them.</summary>
    public IReadOnlyList<PlannedPage> Pages { get; init; } = [];

    /// <summary>What data they show.</summary>
    public IReadOnlyList<PlannedContract> Contracts { get; init; } = [];

    /// <summary>The fields that whoever looks can filter by, each written <c>model.field</c>.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];
}

using Vitrine.Access;
using Vitrine.Projects.Catalog;

namespace Vitrine.Builds;

/// <summary>What to check an app against, and for whom.</summary>
public sealed record CheckRequest
{
    /// <summary>The semantic layer and the warehouse.</summary>
    public required OpenProject Project { get; init; }

    /// <summary>Who prompted: gates see what this person sees, and no more.</summary>
    public required Principal Author { get; init; }

    /// <summary>The document's title: the app's name.</summary>
    public required string Title { get; init; }

    /// <summary>How much to check.</summary>
    public required CheckScope Scope { get; init; }
}

using Vitrine.Projects;

namespace Vitrine.Web.Demo;

/// <summary>What the demo consists of, as it stands after seeding.</summary>
internal sealed record DemoSeed
{
    /// <summary>The administrator, the analyst and the viewer of one region, in this order.</summary>
    public required IReadOnlyList<DemoPerson> People { get; init; }

    /// <summary>The shop.</summary>
    public required ProjectRecord Shop { get; init; }

    /// <summary>The second project, when its folder is there.</summary>
    public ProjectRecord? Jaffle { get; init; }

    /// <summary>The space that everybody sees.</summary>
    public required Guid SharedSpace { get; init; }

    /// <summary>Whether it was made by this call; otherwise it was there.</summary>
    public required bool IsNew { get; init; }

    /// <summary>The administrator.</summary>
    public DemoPerson Admin => People[0];

    /// <summary>Who prompts when nobody else is named.</summary>
    public DemoPerson Analyst => People[1];

    /// <summary>Who sees one region only, and no margins.</summary>
    public DemoPerson Viewer => People[2];

    /// <summary>Prompts worth trying on the shop.</summary>
    public IReadOnlyList<string> Ideas { get; } =
    [
        "Monthly revenue by region with top products",
        "Weekly support tickets by topic, response time and customer satisfaction",
        "Marketing spend and return on ad spend by campaign, last 12 months",
        "Slides about returns by reason and category this year",
    ];
}

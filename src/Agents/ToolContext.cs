using Vitrine.Access;
using Vitrine.Agents.Tools;
using Vitrine.Builds.Workspaces;
using Vitrine.Primitives;
using Vitrine.Projects;
using Vitrine.Projects.Catalog;
using Vitrine.Queries.Execution;

namespace Vitrine.Agents;

/// <summary>What the tools of one turn act on.</summary>
public sealed class ToolContext
{
    internal ToolContext(OpenProject project, Principal author, AppFiles files, AppChecks checks, ContractRunner contracts, bool isLanguageModel)
    {
        (Project, Author, Files, Checks, Contracts, IsLanguageModel) = (project, author, files, checks, contracts, isLanguageModel);
    }

    /// <summary>Semantic layer and settings.</summary>
    public OpenProject Project { get; }

    /// <summary>Who prompted; what they may not see does not exist.</summary>
    public Principal Author { get; }

    /// <summary>The files as they are now.</summary>
    public AppSource Source => Files.Source;

    internal AppFiles Files { get; }

    internal AppChecks Checks { get; }

    internal ContractRunner Contracts { get; }

    /// <summary>What there is to read about the kit and contracts.</summary>
    internal References References { get; init; } = References.WithoutTypes;

    /// <summary>What apps may import from where, by name.</summary>
    internal IReadOnlyDictionary<string, string> Exports { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether answers of tools leave this server.</summary>
    internal bool IsLanguageModel { get; }

    /// <summary>Refuses what the project does not let a language model see.</summary>
    internal void RequireExposure(DataExposure needed)
    {
        if (!IsLanguageModel || Project.Settings.DataExposure >= needed) return;
        throw new RefusalException(
            "tools.not-exposed",
            needed == DataExposure.Rows
                ? "This project does not let a language model see rows. Work from names, types and descriptions, and use check to see whether a contract resolves."
                : "This project does not let a language model see values of its data. Work from names, types and descriptions.",
            RefusalKind.Forbidden);
    }
}

using Vitrine.Builds.Gates;
using Vitrine.Queries.Contracts;
using Vitrine.Serving.Documents;

namespace Vitrine.Builds;

/// <summary>What a check found and made.</summary>
public sealed record CheckOutcome
{
    /// <summary>All findings. After a <see cref="CheckScope.Quick"/> check the other gates stand in it as skipped.</summary>
    public required GateReport Report { get; init; }

    /// <summary>The contracts, as far as they could be read.</summary>
    public required ContractFile Contracts { get; init; }

    /// <summary>The text of <c>src/queries.yml</c>.</summary>
    public required string ContractsText { get; init; }

    /// <summary>What was built; null when the build failed or did not run.</summary>
    public AppBundle? Bundle { get; init; }

    /// <summary>The document that was gated and will be served, byte for byte; null without a bundle.</summary>
    public AssembledDocument? Document { get; init; }

    /// <summary>The questions that the app asked when it was loaded.</summary>
    public IReadOnlyList<PrefetchQuestion> Prefetch { get; init; } = [];

    /// <summary>Pictures with the author's data: for editors with the same attribute values only.</summary>
    public IReadOnlyList<Screenshot> Screenshots { get; init; } = [];

    /// <summary>A PNG from synthetic rows, for everybody; null when none was made.</summary>
    public ReadOnlyMemory<byte>? Thumbnail { get; init; }

    /// <summary>The template that it was built on.</summary>
    public required string TemplateVersion { get; init; }

    /// <summary>The semantic layer that it was checked against.</summary>
    public required string SemanticHash { get; init; }
}

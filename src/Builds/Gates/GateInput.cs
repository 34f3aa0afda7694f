using Vitrine.Builds.Workspaces;
using Vitrine.Queries.Contracts;
using Vitrine.Serving.Documents;

namespace Vitrine.Builds.Gates;

/// <summary>
/// What the gates of one check look at, and what they make for those after them. The files are those of the moment in which the check
/// started. Each of the made things is set by one gate and read only by gates that need it.
/// </summary>
public sealed class GateInput
{
    private readonly TaskCompletionSource<GateVerdict> accessibility = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Against what, and for whom.</summary>
    public required CheckRequest Request { get; init; }

    /// <summary>The files.</summary>
    public required AppSource Source { get; init; }

    /// <summary>Where they are built.</summary>
    public required Workspace Workspace { get; init; }

    /// <summary>What they are built on.</summary>
    public required AppTemplate Template { get; init; }

    /// <summary>The contracts, as far as they can be read.</summary>
    public required ContractFile Contracts { get; init; }

    /// <summary>The text of <c>src/gen/queries.ts</c>. Made by <c>contracts</c>.</summary>
    public string? QueriesModule { get; set; }

    /// <summary>Made by <c>build</c>.</summary>
    public AppBundle? Bundle { get; set; }

    /// <summary>The document that is gated and will be served. Made by <c>build</c>.</summary>
    public AssembledDocument? Document { get; set; }

    /// <summary>The questions that the app asked when it was loaded. Made by <c>render</c>.</summary>
    public IReadOnlyList<PrefetchQuestion> Prefetch { get; set; } = [];

    /// <summary>Made by <c>render</c>.</summary>
    public IReadOnlyList<Screenshot> Screenshots { get; set; } = [];

    /// <summary>What <c>accessibility</c> says, made by <c>render</c> on its way; it ends however that ends.</summary>
    internal Task<GateVerdict> Accessibility => accessibility.Task;

    /// <summary>A PNG from synthetic rows. Made by <c>render</c>.</summary>
    public ReadOnlyMemory<byte>? Thumbnail { get; set; }

    /// <summary>Says it once; what comes later changes nothing.</summary>
    internal void SetAccessibility(GateVerdict verdict) => accessibility.TrySetResult(verdict);
}

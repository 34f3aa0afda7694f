namespace Vitrine.Builds.Gates;

/// <summary>One check that a version must pass. One gate, one file; <see cref="GateList"/> names them in order.</summary>
public interface IGate
{
    /// <summary>The gate's word in reports, such as <c>contracts</c>.</summary>
    string Name { get; }

    /// <summary>The gates that must have passed first; when one did not, this one is skipped. Gates that do not need each other run side by side.</summary>
    IReadOnlyList<string> Needs { get; }

    /// <summary>Runs it. Findings are the answer, never an exception: only what is no fault of the app is thrown.</summary>
    Task<GateVerdict> RunAsync(GateInput input, CancellationToken cancellationToken);
}

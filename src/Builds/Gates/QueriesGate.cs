using Vitrine.Queries.Execution;

namespace Vitrine.Builds.Gates;

/// <summary>Every contract has run once as the author, through the real engine; empty ones are a warning. And no figure of the answers stands in the source.</summary>
internal sealed class QueriesGate(ContractRunner runner) : IGate
{
    public string Name => "queries";

    public IReadOnlyList<string> Needs => ["contracts"];

    public async Task<GateVerdict> RunAsync(GateInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var trial = new ContractTrial(runner, input.Request.Project, input.Request.Author, input.Contracts);
        var (findings, results) = await trial.RunAsync(cancellationToken);
        return GateVerdict.Of([.. findings, .. CopiedNumbers.Find(input.Source.Files, results)]);
    }
}

using Vitrine.Builds.Workspaces.Worker;

namespace Vitrine.Builds.Gates;

/// <summary>Strict TypeScript over all files, with the types of the contracts.</summary>
internal sealed class TypesGate : IGate
{
    public string Name => "types";

    public IReadOnlyList<string> Needs => ["contracts"];

    public async Task<GateVerdict> RunAsync(GateInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        try
        {
            return GateVerdict.Of(WorkerDiagnostics.Of(Name, await input.Workspace.CheckTypesAsync(input.Source, input.QueriesModule!, cancellationToken)));
        }
        catch (WorkerLostException loss)
        {
            return WorkerDiagnostics.Of(Name, loss);
        }
    }
}

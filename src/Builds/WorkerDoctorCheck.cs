using System.Diagnostics;
using System.Runtime.CompilerServices;
using Vitrine.Builds.Workspaces;
using Vitrine.Primitives;

namespace Vitrine.Builds;

/// <summary>Whether the scaffold of the template builds in a sandbox. (That the template is there, Serving says.)</summary>
internal sealed class WorkerDoctorCheck(WorkspacePool pool) : IDoctorCheck
{
    private const string Name = "App build";

    public async IAsyncEnumerable<DoctorFinding> CheckAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await TryAsync(cancellationToken);
    }

    private async Task<DoctorFinding> TryAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var isNew = await pool.WarmAsync(cancellationToken);
            if (!isNew) return new DoctorFinding(Name, DoctorStatus.Fine, "A sandbox that has built the scaffold and checked its types is ready for the next app.");
            return new DoctorFinding(Name, DoctorStatus.Fine, $"A new sandbox has built the scaffold and checked its types; all of it took {clock.Elapsed.TotalSeconds:0.0} s.");
        }
        catch (RefusalException refusal)
        {
            return new DoctorFinding(Name, DoctorStatus.Broken, refusal.Message, "Look at the lines about sandboxes and the app template.");
        }
    }
}

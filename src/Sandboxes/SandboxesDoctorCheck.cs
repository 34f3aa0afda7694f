using System.Runtime.CompilerServices;
using Vitrine.Primitives;

namespace Vitrine.Sandboxes;

/// <summary>Whether a sandbox starts and holds.</summary>
internal sealed class SandboxesDoctorCheck(ISandboxProvider provider) : IDoctorCheck
{
    public async IAsyncEnumerable<DoctorFinding> CheckAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var readiness = await provider.ProbeAsync(cancellationToken);
        yield return readiness.IsReady
            ? new DoctorFinding("Sandboxes", DoctorStatus.Fine, $"A sandbox of provider '{provider.Name}' was started and holds. {readiness.Isolation}".TrimEnd())
            : new DoctorFinding("Sandboxes", DoctorStatus.Broken, readiness.Reason ?? "No sandbox could be started.", readiness.Remedy);
    }
}

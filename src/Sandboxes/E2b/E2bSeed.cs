using Microsoft.Extensions.Logging;
using Vitrine.Primitives;

namespace Vitrine.Sandboxes.E2b;

/// <summary>
/// A snapshot of a plain sandbox into which the toolchain was brought: later sandboxes begin from it, so that the toolchain is uploaded once. Remembered in a folder of the server; where the service takes no
/// snapshots, each plain sandbox has the toolchain brought to it, which happens while it is made ready and nobody waits.
/// </summary>
internal sealed class E2bSeed(E2bApi api, E2bSandboxOptions options, ILogger log)
{
    private const string File = "seed";

    private readonly Lock gate = new();
    private Seed? known;
    private bool isRead, takesNone;

    /// <summary>What to create a sandbox from that is to have this toolchain: the snapshot, or the template.</summary>
    public string TemplateFor(string? toolchain)
    {
        lock (gate)
        {
            if (!isRead) (known, isRead) = (WholeFile.Read<Seed>(Path.Combine(options.Folder, File)), true);
            return known is { } seed && toolchain is not null && seed.Toolchain == toolchain && seed.Template == options.Template ? seed.Snapshot : options.Template;
        }
    }

    /// <summary>Takes a snapshot of a sandbox in which the toolchain is and nothing has run yet. A service that takes none is not asked again.</summary>
    public async Task TakeAsync(string sandboxId, string toolchain, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (takesNone) return;
        }

        Seed? earlier;
        try
        {
            if (await api.TakeSnapshotAsync(sandboxId, cancellationToken) is not { } snapshot)
            {
                lock (gate) takesNone = true;
                return;
            }

            lock (gate)
            {
                (earlier, known) = (known, new Seed(options.Template, toolchain, snapshot));
                PrivateFolder.Create(options.Folder);
                WholeFile.Write(Path.Combine(options.Folder, File), known);
            }

            log.LogInformation("The toolchain was brought to {Service} once; sandboxes begin from the snapshot {Snapshot}", options.ApiUrl.Host, snapshot);
            if (earlier is not null) await api.DeleteTemplateAsync(earlier.Snapshot, cancellationToken);
        }
        catch (RefusalException refusal)
        {
            // The sandbox itself is as it should be; the next one that is made tries again.
            log.LogWarning("No snapshot of the sandbox with the toolchain: {Reason}", refusal.Message);
        }
    }

    /// <summary>The snapshot is not there any more: somebody has deleted it.</summary>
    public void Forget()
    {
        lock (gate)
        {
            known = null;
            System.IO.File.Delete(Path.Combine(options.Folder, File));
        }
    }

    /// <param name="Template">The template of the sandbox that it was taken of.</param>
    /// <param name="Toolchain">The version of the toolchain in it.</param>
    /// <param name="Snapshot">What the service calls it.</param>
    private sealed record Seed(string Template, string Toolchain, string Snapshot);
}

using System.Runtime.CompilerServices;
using Vitrine.Primitives;

namespace Vitrine.Storage;

/// <summary>Looks at the data folder: whether it can be written, and how much room is left.</summary>
internal sealed class DataFolderCheck(DataFolder folder) : IDoctorCheck
{
    /// <summary>In bytes; below this a busy day may fill the disk.</summary>
    private const long LittleRoom = 1L * 1024 * 1024 * 1024;

    public async IAsyncEnumerable<DoctorFinding> CheckAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield return Look();
    }

    private DoctorFinding Look()
    {
        try
        {
            folder.Prepare();
            var free = new DriveInfo(folder.Path).AvailableFreeSpace;
            return free < LittleRoom
                ? new DoctorFinding("Data folder", DoctorStatus.Limited, $"{folder.Path} can be written; only {free / 1024 / 1024} MB are free.", "Free some space.")
                : new DoctorFinding("Data folder", DoctorStatus.Fine, $"{folder.Path} can be written.");
        }
        catch (RefusalException refusal)
        {
            return new DoctorFinding("Data folder", DoctorStatus.Broken, refusal.Message, "Name a folder that can be written in VITRINE_DATA.");
        }
    }
}

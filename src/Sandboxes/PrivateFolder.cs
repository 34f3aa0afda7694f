namespace Vitrine.Sandboxes;

/// <summary>Folders that only the server may enter.</summary>
internal static class PrivateFolder
{
    public static void Create(string path)
    {
        if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException("Local sandboxes need Linux.");
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

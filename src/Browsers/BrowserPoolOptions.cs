namespace Vitrine.Browsers;

/// <summary>How the browsers of this machine are kept.</summary>
public sealed record BrowserPoolOptions
{
    /// <summary>The server's own folder for the command that starts the jail.</summary>
    public required string Folder { get; init; }

    /// <summary>Pages that may be open at once. One uses half a gigabyte at its worst.</summary>
    public int MostLeases { get; init; } = 3;

    /// <summary>Leases after which a browser is replaced: long use makes it slow and large.</summary>
    public int LeasesPerBrowser { get; init; } = 60;

    /// <summary>Resident bytes of one page's process; more ends that page alone.</summary>
    public long PageBytes { get; init; } = 900L << 20;

    /// <summary>Where Chromium may be; the first that is there is used. Debian's launcher script is not among them: it is a shell script of its own.</summary>
    public IReadOnlyList<string> Programs { get; init; } = ["/usr/lib/chromium/chromium", "/usr/lib/chromium-browser/chromium-browser", "/opt/google/chrome/chrome"];
}

namespace Vitrine.Integration;

/// <summary>Where the data of the tests lies.</summary>
internal static class TestData
{
    private static readonly Lazy<string> Folder = new(FindFolder);

    /// <summary>The path of a file under <c>tests/data</c>.</summary>
    public static string File(params string[] parts) => Path.Combine([Folder.Value, .. parts]);

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "Vitrine.slnx"))) folder = folder.Parent ?? throw new InvalidOperationException("No checkout above the tests.");
        return Path.Combine(folder.FullName, "tests", "data");
    }
}

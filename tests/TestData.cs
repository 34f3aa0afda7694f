namespace Vitrine;

/// <summary>Where the checkout and the data of the tests lie; every test project compiles this file.</summary>
internal static class TestData
{
    /// <summary>The root of the checkout that the tests were built from.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The path of a file or folder under <c>tests/data</c>.</summary>
    public static string File(params string[] parts) => Path.Combine([Root, "tests", "data", .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Vitrine.slnx"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests run outside a checkout: no Vitrine.slnx above them.");
    }
}

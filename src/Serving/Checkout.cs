namespace Vitrine.Serving;

/// <summary>Finds what the scripts of the checkout have prepared.</summary>
internal static class Checkout
{
    /// <summary>The configured path, else the nearest of that name above the current directory or the program.</summary>
    public static string Find(string? configured, string prepared)
    {
        if (!string.IsNullOrWhiteSpace(configured)) return Path.GetFullPath(configured);
        foreach (var start in new[] { Directory.GetCurrentDirectory(), AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var candidate = Path.Combine(folder.FullName, prepared);
                if (Path.Exists(candidate)) return candidate;
            }
        }

        return Path.GetFullPath(prepared);
    }
}

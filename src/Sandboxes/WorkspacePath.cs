using Vitrine.Primitives;

namespace Vitrine.Sandboxes;

/// <summary>Which paths a file of a workspace may have, whoever names it.</summary>
internal static class WorkspacePath
{
    /// <summary>The path, if it is one that may be used.</summary>
    /// <exception cref="RefusalException"><c>sandbox.bad-path</c>.</exception>
    public static string Check(string path)
        => IsFine(path) ? path : throw new RefusalException("sandbox.bad-path", "A path in the workspace is relative, with forward slashes, and has no '..' or control characters.");

    /// <summary>The same of a name that comes from a workspace and goes back into one: any that Linux has, as long as it stays beneath.</summary>
    /// <exception cref="RefusalException"><c>sandbox.bad-path</c>.</exception>
    public static string CheckBeneath(string path)
        => !path.Contains('\0', StringComparison.Ordinal) && path.Split('/').All(part => part is not ("" or "." or ".."))
            ? path
            : throw new RefusalException("sandbox.bad-path", "A path in the workspace is relative and has no '..'.");

    /// <summary>How it stands in a sentence: the end of it, where it is long, without what would break the line.</summary>
    public static string Show(string path) => $"'{new string([.. (path.Length <= 200 ? path : "…" + path[^200..]).Select(letter => char.IsControl(letter) ? '?' : letter)])}'";

    /// <summary>Whether it may be used.</summary>
    private static bool IsFine(string path)
    {
        var parts = path.Split('/');
        return path.Length is > 0 and <= 400 && parts.Length <= 16
            && parts.All(part => part is not ("" or "." or "..") && part.Length <= 120 && !part.Any(letter => letter < ' ' || letter is '\\' or '\u007f'));
    }
}

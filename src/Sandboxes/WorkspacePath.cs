using Vitrine.Primitives;

namespace Vitrine.Sandboxes;

/// <summary>Which paths a file of a workspace may have, whoever names it.</summary>
internal static class WorkspacePath
{
    /// <summary>The path, if it is one that may be used.</summary>
    /// <exception cref="RefusalException"><c>sandbox.bad-path</c>.</exception>
    public static string Check(string path)
        => IsFine(path) ? path : throw new RefusalException("sandbox.bad-path", "A path in the workspace is relative, with forward slashes, and has no '..' or control characters.");

    /// <summary>Whether it may be used.</summary>
    public static bool IsFine(string path)
    {
        var parts = path.Split('/');
        return path.Length is > 0 and <= 400 && parts.Length <= 16
            && parts.All(part => part is not ("" or "." or "..") && part.Length <= 120 && !part.Any(letter => letter < ' ' || letter is '\\' or '\u007f'));
    }
}

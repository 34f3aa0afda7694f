using System.Text.RegularExpressions;

namespace Vitrine.Builds.Workspaces;

/// <summary>What may be a file of an app. Each answer says what to do instead: a language model reads it.</summary>
internal static partial class SourceRules
{
    /// <summary>In UTF-8 bytes; the largest composed file has a tenth of it.</summary>
    public const int MostBytesOfOne = 256 << 10;

    /// <summary>In UTF-8 bytes, over all files.</summary>
    public const int MostBytes = 2 << 20;

    public const int MostFiles = 200;

    private const int LongestPath = 160, DeepestPath = 8;
    private static readonly string[] EntryNames = ["entry", "main", "index"];

    /// <summary>Why a path cannot be a file of an app, or null.</summary>
    public static string? PathProblem(string path)
    {
        if (!path.StartsWith("src/", StringComparison.Ordinal)) return $"An app consists of files under src/; '{Short(path)}' is not one.";
        if (path.Length > LongestPath || path.Split('/').Length > DeepestPath) return $"A path has at most {LongestPath} characters and {DeepestPath} parts.";
        if (!Path().IsMatch(path)) return $"'{Short(path)}' cannot be a path: parts begin with a letter and have letters, digits, '.', '-' and '_' only.";
        if (path.StartsWith("src/gen/", StringComparison.OrdinalIgnoreCase)) return "src/gen/ is generated from src/queries.yml; change that file.";
        return NameProblem(path);
    }

    /// <summary>Why a text cannot be a file of an app, or null.</summary>
    public static string? TextProblem(string path, string text)
    {
        var size = Size(text);
        if (size > MostBytesOfOne) return $"{path} has {size:N0} bytes; a file may have {MostBytesOfOne:N0}. Split it, and leave data to contracts.";
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter < ' ' && letter is not ('\t' or '\n' or '\r')) return $"{path} holds a control character (U+{(int)letter:X4}). Files are plain text.";
            if (!char.IsSurrogate(letter)) continue;
            if (at + 1 == text.Length || !char.IsSurrogatePair(letter, text[at + 1])) return $"{path} is not valid text: it holds half of a character.";
            at++;
        }

        return null;
    }

    public static int Size(string text) => System.Text.Encoding.UTF8.GetByteCount(text);

    private static string? NameProblem(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (path is "src/queries.yml" or "src/theme.css") return null;
        if (name.EndsWith(".css", StringComparison.OrdinalIgnoreCase)) return "An app has one stylesheet, src/theme.css; elsewhere use Tailwind's classes.";
        if (name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)) return "Contracts stand in src/queries.yml, and in no other file.";
        if (name.EndsWith(".d.ts", StringComparison.OrdinalIgnoreCase)) return "Declaration files are not taken: types come from the kit and from src/gen/queries.ts.";
        if (!name.EndsWith(".ts", StringComparison.Ordinal) && !name.EndsWith(".tsx", StringComparison.Ordinal)) return $"'{Short(path)}' is no TypeScript: an app has .ts and .tsx files, src/queries.yml and src/theme.css.";
        if (path.Count(letter => letter == '/') == 1 && EntryNames.Contains(name[..name.IndexOf('.', StringComparison.Ordinal)], StringComparer.OrdinalIgnoreCase))
            return "The entry belongs to the template. Begin in src/App.tsx, which exports the app by default.";
        return null;
    }

    private static string Short(string path) => path.Length <= 80 ? path : path[..80] + "…";

    [GeneratedRegex(@"^src(?:/[A-Za-z][A-Za-z0-9._-]{0,79})+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Path();
}

using System.Text;
using Vitrine.Sql.Tree;

namespace Vitrine.Sql.Rendering;

/// <summary>A pattern of LIKE taken apart into characters and wildcards, to be written with the escape that a warehouse has.</summary>
internal sealed class LikePattern
{
    private readonly List<(char Letter, bool IsWildcard)> pieces = [];

    public static LikePattern Of(Like like)
    {
        var text = like.Pattern is BoundValue { Value: string bound } ? bound : throw new InvalidOperationException("A pattern is a bound text.");
        var pattern = new LikePattern();
        for (var at = 0; at < text.Length; at++)
        {
            if (like.Escapes && text[at] == '!') pattern.pieces.Add((text[++at], false));
            else pattern.pieces.Add((text[at], text[at] is '%' or '_'));
        }

        return pattern;
    }

    public bool Has(char letter) => pieces.Exists(piece => piece.Letter == letter);

    /// <summary>The pattern as text.</summary>
    /// <param name="escape">The character that makes a wildcard, or itself, stand for itself; null where nothing is escaped.</param>
    public string Write(char? escape)
    {
        var text = new StringBuilder(pieces.Count + 8);
        foreach (var (letter, isWildcard) in pieces)
        {
            if (!isWildcard && escape is { } mark && (letter == mark || letter is '%' or '_')) text.Append(mark);
            text.Append(letter);
        }

        return text.ToString();
    }
}

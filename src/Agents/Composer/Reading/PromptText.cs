using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Vitrine.Agents.Composer.Reading;

/// <summary>A prompt cut into words. Nothing of it is ever more than text: what reaches generated code goes through the writers' escapes.</summary>
internal sealed partial class PromptText
{
    /// <summary>Longer prompts are read so far; a sentence about data is never that long.</summary>
    public const int MostCharacters = 4_000;

    private static readonly string[] Abbreviations = ["vs", "avg", "approx", "incl", "excl", "resp", "min", "max", "dr", "mr", "mrs", "ms", "prof", "jr", "sr", "inc", "ltd", "corp"];

    private PromptText(string original, IReadOnlyList<Word> words, bool isCut)
    {
        Original = original;
        Words = words;
        IsCut = isCut;
    }

    /// <summary>The prompt as it was written, cut to what is read.</summary>
    public string Original { get; }

    public IReadOnlyList<Word> Words { get; }

    /// <summary>Whether the prompt was longer than what is read.</summary>
    public bool IsCut { get; }

    public int Count => Words.Count;

    public Word this[int index] => index >= 0 && index < Words.Count ? Words[index] : Word.None;

    /// <summary>The text between two words as it was written.</summary>
    public string Between(int from, int to)
        => from >= to ? "" : Original[Words[from].Start..(Words[to - 1].Start + Words[to - 1].Length)];

    public PromptText With(IReadOnlyList<Word> words) => new(Original, words, IsCut);

    public static PromptText Read(string prompt)
    {
        var clean = Clean(prompt.Length > MostCharacters ? prompt[..MostCharacters] : prompt);
        var words = new List<Word>();
        foreach (Match match in Pieces().Matches(clean))
        {
            // "vs." and "Dr." end no sentence.
            if (match.Value == "." && words is [.., { Kind: WordKind.Word } last] && last.IsAny(Abbreviations)) continue;
            // "margin %" and "% of orders": a sign that no number stands before is the word.
            if (match.Value == "%") words.Add(new Word("percent", match.Index, match.Length, WordKind.Word));
            else if (Read(match, clean) is { } word) words.Add(word);
        }

        return new PromptText(clean, words, prompt.Length > MostCharacters);
    }

    private static Word? Read(Match match, string text)
    {
        if (match.Groups["quoted"].Success)
            return new Word(Stemmer.Fold(match.Groups["quoted"].Value.Trim()), match.Index, match.Length, WordKind.Quoted);
        // What it is made of says nothing of the data, and is not counted as so many words that nobody knows.
        if (match.Groups["address"].Success) return new Word(match.Value, match.Index, match.Length, WordKind.Word);
        if (match.Groups["date"].Success) return new Word(match.Value, match.Index, match.Length, WordKind.Date);
        if (match.Groups["number"].Success)
            return new Word(match.Value.ToLowerInvariant(), match.Index, match.Length, WordKind.Number) { Number = NumberOf(match) };
        if (match.Groups["word"].Success)
        {
            var folded = Stemmer.Fold(match.Value).Replace('’', '\'');
            if (folded.EndsWith("'s", StringComparison.Ordinal)) folded = folded[..^2];
            return new Word(folded.Trim('\''), match.Index, match.Length, WordKind.Word);
        }

        // A hyphen or a point inside a word joins it: "best-selling", "orders.status".
        var isInside = match.Value is "-" or "." or "_" && IsWordAt(text, match.Index - 1) && IsWordAt(text, match.Index + 1);
        var joinsDigits = match.Value == "-" && match.Index > 0 && char.IsDigit(text[match.Index - 1]) && IsWordAt(text, match.Index + 1) && char.IsDigit(text[match.Index + 1]);
        return isInside && !joinsDigits ? null : new Word(match.Value == "–" || match.Value == "—" ? "-" : match.Value, match.Index, match.Length, WordKind.Mark);
    }

    private static decimal? NumberOf(Match match)
    {
        var digits = match.Groups["digits"].Value.Replace(",", "", StringComparison.Ordinal);
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        return match.Groups["scale"].Value.ToLowerInvariant() switch
        {
            "k" when number < 1_000_000_000 => number * 1_000,
            "m" when number < 1_000_000_000 => number * 1_000_000,
            _ => number,
        };
    }

    private static bool IsWordAt(string text, int index) => index >= 0 && index < text.Length && char.IsLetterOrDigit(text[index]);

    private static string Clean(string prompt)
    {
        var text = new StringBuilder(prompt.Length);
        foreach (var letter in prompt)
        {
            if (letter is '\n' or '\t' or '\r') text.Append(letter == '\n' ? '\n' : ' ');
            else if (!char.IsControl(letter) && CharUnicodeInfo.GetUnicodeCategory(letter) is not (UnicodeCategory.Format or UnicodeCategory.Surrogate)) text.Append(letter);
        }

        return text.ToString();
    }

    [GeneratedRegex(
        """
        ["“](?<quoted>[^"“”\n]{1,80})["”]
        |(?<![\p{L}\p{N}])'(?<quoted>[^'\n]{2,60})'(?![\p{L}\p{N}])
        |(?<address>\bhttps?://[^\s"“”<>]*[\p{L}\p{N}/])
        |(?<date>\b\d{4}-\d{2}(-\d{2})?\b)
        |(?<number>[$€£]?(?<digits>\d{1,15}(,\d{3})*(\.\d{1,6})?)(?<scale>[kKmM]?)%?(?![\p{L}\p{N}]))
        |(?<word>\#?[\p{L}\p{N}][\p{L}\p{N}'’]*)
        |(?<mark>[^\s\p{L}\p{N}]|\n)
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pieces();
}

namespace Vitrine.Agents.Composer.Reading;

/// <summary>One word, number, quoted phrase or punctuation mark of a prompt.</summary>
/// <param name="Text">In lower case, without accents; for a quoted phrase what stands between the quotes.</param>
/// <param name="Start">Where it stands in the prompt.</param>
/// <param name="Length">How long it is there.</param>
/// <param name="Kind">What it is.</param>
internal sealed record Word(string Text, int Start, int Length, WordKind Kind)
{
    /// <summary>Stands for every place beyond the end of a prompt.</summary>
    public static readonly Word None = new("", 0, 0, WordKind.Mark);

    /// <summary>The word without its ending.</summary>
    public string Stem { get; } = Stemmer.Stem(Text);

    /// <summary>The value of a number, with its <c>k</c> or <c>m</c> counted in.</summary>
    public decimal? Number { get; init; }

    /// <summary>As the person wrote it, where a spelling was corrected.</summary>
    public string? Written { get; init; }

    public bool Is(string text) => Text == text;

    public bool IsAny(params ReadOnlySpan<string> texts) => texts.Contains(Text);
}

using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>Words that narrow what is shown.</summary>
internal sealed record FilterWish
{
    /// <summary>The words that may be values of the data; empty where a yes-or-no field or a bound says it all.</summary>
    public IReadOnlyList<Word> Words { get; init; } = [];

    /// <summary>The words as they were written.</summary>
    public string Text { get; init; } = "";

    /// <summary>The field that they belong to, where it is named beside them.</summary>
    public Mention? Field { get; init; }

    /// <summary>The value that the words are, where that is known already.</summary>
    public Mark.OfData? Known { get; init; }

    /// <summary>Whether the words stand where the prompt says what it is about, rather than by what or of which.</summary>
    public bool IsSubject { get; init; }

    /// <summary>Whether the words stand where the prompt says by what something is cut.</summary>
    public bool IsGrouping { get; init; }

    /// <summary>Whether they stand where the prompt says in which place something is.</summary>
    public bool IsPlace { get; init; }

    /// <summary>Whether they mean something together alone, and are said together.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether a name follows right after them.</summary>
    public bool IsBeforeName { get; init; }

    /// <summary>A bound on that field.</summary>
    public Mark.Bound? Bound { get; init; }

    /// <summary>Whether the bound follows what is counted, so that it holds each row: "orders over 100", not "over 100 orders".</summary>
    public bool IsOfRows { get; init; }

    /// <summary>Whether money is meant.</summary>
    public bool IsMoney { get; init; }

    /// <summary>Whether such rows are taken out.</summary>
    public bool IsNegated { get; init; }

    /// <summary>Whether a word such as "only" says that it narrows; otherwise the words may mean nothing at all.</summary>
    public bool IsSure { get; init; }
}

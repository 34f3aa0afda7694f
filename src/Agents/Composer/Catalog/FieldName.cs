namespace Vitrine.Agents.Composer.Catalog;

/// <summary>One name that a field goes by.</summary>
/// <param name="Stems">Its words without endings, in order.</param>
/// <param name="Weight">How sure it names the field, 0 to 1.</param>
/// <param name="Head">The place of the word that says what it is: "sales" in "sales by channel"; the last one unless told otherwise.</param>
internal sealed record FieldName(IReadOnlyList<string> Stems, double Weight, int? Head = null)
{
    /// <summary>A name from its text.</summary>
    public static FieldName Of(string text, double weight) => new(NameWords.Stems(text), weight, NameWords.HeadOf(text));
}

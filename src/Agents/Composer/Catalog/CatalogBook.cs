using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Catalog;

/// <summary>All explores that an author may see, and the words that they are made of.</summary>
internal sealed class CatalogBook : INameBook
{
    private const int LongestNameWords = 6;

    private readonly HashSet<string> stems;
    private readonly HashSet<string> words;
    private readonly Dictionary<string, List<IReadOnlyList<string>>> longNames = new(StringComparer.Ordinal);

    /// <param name="explores">What the author may see.</param>
    /// <param name="names">Labels and synonyms as they are written.</param>
    public CatalogBook(IReadOnlyList<CatalogExplore> explores, IReadOnlyCollection<string> names)
    {
        Explores = explores;
        words = [.. names.SelectMany(NameWords.Split)];
        stems = [.. explores.SelectMany(explore => explore.Fields).SelectMany(field => field.Names).SelectMany(name => name.Stems), .. words.Select(Stemmer.Stem)];
        foreach (var name in names.Select(name => NameWords.Split(name).Select(Stemmer.Stem).ToList()).Where(name => name.Count is > 1 and <= LongestNameWords && !name.Contains("by")))
        {
            if (!longNames.TryGetValue(name[0], out var list)) longNames[name[0]] = list = [];
            list.Add(name);
        }
    }

    public IReadOnlyList<CatalogExplore> Explores { get; }

    public IReadOnlyCollection<string> Words => words;

    public bool Knows(string stem) => stems.Contains(stem);

    public int? LongestName(PromptText text, int index)
    {
        if (text[index].Kind != WordKind.Word || !longNames.TryGetValue(text[index].Stem, out var names)) return null;
        var longest = names.Where(name => Fits(text, index, name)).Select(name => name.Count).DefaultIfEmpty(0).Max();
        return longest > 1 ? longest : null;
    }

    private static bool Fits(PromptText text, int index, IReadOnlyList<string> name)
    {
        for (var i = 0; i < name.Count; i++)
        {
            if (text[index + i].Stem != name[i]) return false;
        }

        return true;
    }
}

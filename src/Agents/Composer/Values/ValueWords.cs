namespace Vitrine.Agents.Composer.Values;

/// <summary>Everyday words for what data often calls otherwise: nobody says "mobile" of the phone in a hand. They are held to whole values alone, where names of fields would find too much.</summary>
internal static class ValueWords
{
    private static readonly string[][] Same =
    [
        ["mobile", "phone", "phones", "smartphone", "smartphones", "mobiles", "cellphone", "cellphones", "mobile phone", "handset"],
        ["desktop", "computer", "computers", "pc", "pcs", "laptop", "laptops", "desktops"],
        ["tablet", "tablets", "ipad", "ipads"],
        ["web", "website", "online", "internet"],
        ["female", "women", "woman", "females", "f"],
        ["male", "men", "man", "males", "m"],
        ["united states", "usa", "us", "america", "the states"],
        ["united kingdom", "uk", "britain", "great britain"],
        ["card", "cards", "credit card", "credit cards", "bank card", "debit card"],
        ["cash", "cash money"],
        ["won", "win", "wins", "winning"],
        ["lost", "lose", "loses", "losing"],
        ["paid", "pay", "pays"],
        ["sent", "send", "sends"],
        ["sold", "sell", "sells"],
    ];

    /// <summary>What people of a calling are addressed by.</summary>
    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal) { ["doctor"] = "dr", ["doctors"] = "dr", ["physician"] = "dr", ["physicians"] = "dr", ["professor"] = "prof", ["professors"] = "prof", ["captain"] = "capt", ["captains"] = "capt" };

    private static readonly Dictionary<string, string[]> ByWord = Same.SelectMany(group => group.Select(word => (word, group))).ToDictionary(one => one.word, one => one.group, StringComparer.Ordinal);

    /// <summary>How the names of such people begin, in small letters; null for a word that is no calling.</summary>
    public static string? TitleOf(string word) => Titles.GetValueOrDefault(word);

    /// <summary>Whether words and a value, both in lower case, mean the same.</summary>
    public static bool AreSame(string words, string value) => ByWord.TryGetValue(words, out var group) && group.Contains(value);
}

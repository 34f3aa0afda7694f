namespace Vitrine.Agents.Composer.Reading;

/// <summary>
/// What is left of a stem without the ending that makes another kind of word of it: "abandonment" and "abandoned", "resolution" and "resolve" have one root. Roots are compared only where the stems
/// differ, and only say that two words belong together.
/// </summary>
internal static class WordRoot
{
    private const int Shortest = 4;

    /// <summary>Endings of stems, which have lost their last e already, with what stands in their place in the verb; longest first.</summary>
    private static readonly (string Ending, string Verb, int Least)[] Endings =
    [
        ("ibility", "", 5), ("ability", "", Shortest), ("olution", "olv", Shortest), ("ization", "iz", Shortest), ("isation", "iz", Shortest), ("ation", "", Shortest), ("ition", "", 5), ("rsion", "rt", Shortest), ("nsion", "nd", Shortest),
        ("ement", "", Shortest), ("ment", "", Shortest), ("anc", "", Shortest), ("ancy", "", 5), ("enc", "", Shortest), ("abl", "", Shortest), ("ibl", "", 5), ("ness", "", Shortest), ("ion", "", 5), ("ity", "", 5),
        ("iv", "", 5), ("or", "", 5), ("er", "", 5), ("al", "", 5), ("at", "", 5), ("is", "iz", Shortest), ("y", "", 5),
    ];

    /// <summary>Whether both have one root that is long enough to say something.</summary>
    public static bool AreSame(string stem, string other)
    {
        if (stem.Length < Shortest || other.Length < Shortest || stem[0] != other[0] || stem[1] != other[1]) return false;
        return Of(stem) == Of(other);
    }

    public static string Of(string stem)
    {
        foreach (var (ending, verb, least) in Endings)
        {
            if (stem.Length - ending.Length + verb.Length < least || !stem.EndsWith(ending, StringComparison.Ordinal)) continue;
            var root = stem[..^ending.Length] + verb;
            return root.EndsWith("ll", StringComparison.Ordinal) ? root[..^1] : root;
        }

        return stem.EndsWith("ll", StringComparison.Ordinal) ? stem[..^1] : stem;
    }
}

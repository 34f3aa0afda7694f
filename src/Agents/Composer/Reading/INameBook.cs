namespace Vitrine.Agents.Composer.Reading;

/// <summary>What reading a prompt has to know of a catalog: the words that names are made of, and where a name of several words stands whole.</summary>
internal interface INameBook
{
    /// <summary>Whether a name of the catalog has this word, whatever its ending.</summary>
    bool Knows(string stem);

    /// <summary>Words of names, as they are written there.</summary>
    IReadOnlyCollection<string> Words { get; }

    /// <summary>
    /// How many words from there on are the whole name of a field that has a word of ours in it, such as "monthly active users"; null where none is. A recogniser would tear it apart.
    /// </summary>
    int? LongestName(PromptText text, int index);
}

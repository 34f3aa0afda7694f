namespace Vitrine.Agents.Composer.Planning;

/// <summary>What has to be said beside the app: how ambiguity was resolved, and what was not understood.</summary>
internal sealed class PlanNotes
{
    private readonly List<string> assumptions = [];
    private readonly List<string> unknown = [];
    private readonly List<(string Label, string Sentence)> ofValues = [];
    private readonly Dictionary<string, string> elsewhere = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> Assumptions => assumptions;

    /// <summary>Words of the prompt that mean nothing in this project.</summary>
    public IReadOnlyList<string> Unknown => unknown;

    public void Assume(string sentence)
    {
        if (!assumptions.Contains(sentence)) assumptions.Add(sentence);
    }

    /// <summary>Says which values of the field with this label count, or which do not.</summary>
    public void AssumeValues(string label, string sentence)
    {
        Assume(sentence);
        ofValues.Add((label, sentence));
    }

    /// <summary>Whether it is said already which values of the field with this label count.</summary>
    public bool SaysValuesOf(string label) => ofValues.Any(one => one.Label == label && assumptions.Contains(one.Sentence));

    /// <summary>What was said of the values of the field with this label, for somebody who says it in another place; null where nothing was.</summary>
    public string? TakeValuesOf(string label)
    {
        if (ofValues.Find(one => one.Label == label && assumptions.Contains(one.Sentence)).Sentence is not { } sentence) return null;
        assumptions.Remove(sentence);
        return sentence;
    }

    /// <summary>Takes back what ends so: it turned out otherwise.</summary>
    public void Withdraw(string ending) => assumptions.RemoveAll(sentence => sentence.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>The same of words that mean something where the rest of the prompt cannot be asked.</summary>
    /// <param name="words">The words.</param>
    /// <param name="sentence">What is said of them.</param>
    public void MissHere(string words, string sentence)
    {
        Miss(words);
        elsewhere[words] = sentence;
    }

    /// <summary>What is said of words that mean something elsewhere; null for words that mean nothing.</summary>
    public string? SaidElsewhere(string words) => elsewhere.GetValueOrDefault(words);

    public void Miss(string words)
    {
        if (!unknown.Contains(words, StringComparer.OrdinalIgnoreCase)) unknown.Add(words);
    }
}

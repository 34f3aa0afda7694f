namespace Vitrine.Agents.Composer.Planning;

/// <summary>What has to be said beside the app: how ambiguity was resolved, and what was not understood.</summary>
internal sealed class PlanNotes
{
    private readonly List<string> assumptions = [];
    private readonly List<string> unknown = [];

    public IReadOnlyList<string> Assumptions => assumptions;

    /// <summary>Words of the prompt that mean nothing in this project.</summary>
    public IReadOnlyList<string> Unknown => unknown;

    public void Assume(string sentence)
    {
        if (!assumptions.Contains(sentence)) assumptions.Add(sentence);
    }

    /// <summary>Takes back what ends so: it turned out otherwise.</summary>
    public void Withdraw(string ending) => assumptions.RemoveAll(sentence => sentence.EndsWith(ending, StringComparison.Ordinal));

    public void Miss(string words)
    {
        if (!unknown.Contains(words, StringComparer.OrdinalIgnoreCase)) unknown.Add(words);
    }
}

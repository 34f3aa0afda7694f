namespace Vitrine.Agents.Composer.Reading;

/// <summary>Marks of a prompt that do not overlap: what was recognised first stays.</summary>
internal sealed class MarkList(int count)
{
    private readonly Mark?[] at = new Mark?[count];

    /// <summary>The same marks in a list of their own.</summary>
    public MarkList Copy()
    {
        var copy = new MarkList(at.Length);
        at.CopyTo(copy.at, 0);
        return copy;
    }

    public IEnumerable<Mark> All => at.OfType<Mark>().Distinct();

    public Mark? At(int index) => index >= 0 && index < at.Length ? at[index] : null;

    public bool IsFree(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (i < 0 || i >= at.Length || at[i] is not null) return false;
        }

        return from < to;
    }

    /// <summary>Adds a mark where all its words are free.</summary>
    public bool Add(Mark mark)
    {
        if (!IsFree(mark.From, mark.To)) return false;
        for (var i = mark.From; i < mark.To; i++) at[i] = mark;
        return true;
    }

    /// <summary>Puts another mark in the place of the one that stands there.</summary>
    public void Replace(Mark mark)
    {
        for (var i = mark.From; i < mark.To; i++) at[i] = mark;
    }
}

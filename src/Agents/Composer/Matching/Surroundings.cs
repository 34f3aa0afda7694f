using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>What stands around words of a prompt: the questions that sorting them into wishes asks.</summary>
internal sealed class Surroundings(PromptReading reading, IReadOnlyList<Mention> mentions)
{
    /// <summary>What is said of words after them stands within so many.</summary>
    private const int LongestAfterthought = 6;

    public bool IsAfterOf(int at)
    {
        while (at > 0 && (reading.Marks.At(at - 1) is Mark.OfData || reading.Text[at - 1].IsAny("the", "our", "all", "and") || mentions.Any(mention => mention.To == at && mention.BestDimension > mention.BestMetric))) at--;
        return reading.Text[at - 1].Is("of");
    }

    /// <summary>"their X", "the X they have": something of what was named before.</summary>
    public bool IsOwned(Mention mention) => reading.Text[mention.From - 1].IsAny("their", "its") || reading.Text[mention.To].Is("they");

    /// <summary>"X by …", "X and Y by …": what stands there is measured, if it can be.</summary>
    public bool StandsBeforeBy(Mention mention)
    {
        for (var at = mention.To; at < reading.Text.Count;)
        {
            if (reading.Marks.At(at) is Mark.Joint { Value: JointKind.By }) return true;
            if (reading.Marks.At(at) is Mark.Joint { Value: JointKind.And } joint) at = joint.To;
            else if (mentions.FirstOrDefault(next => next.From == at) is { } other) at = other.To;
            else return false;
        }

        return false;
    }

    /// <summary>Whether the word is a participle that a value follows, as its means or its place.</summary>
    public bool IsVerbOfValue(int from, int to)
    {
        if (!EnglishWords.IsParticiple(reading.Text[from].Text) || (to != from + 1 && (to != from + 2 || !EnglishWords.IsParticle(reading.Text[from + 1].Text))) || reading.Marks.At(to) is not Mark.Joint joint) return false;
        var value = joint.To;
        while (reading.Text[value].IsAny("a", "an", "the", "our")) value++;
        return reading.Marks.At(value) is Mark.OfData;
    }

    public bool IsAsked(int at)
    {
        while (reading.Text[at - 1].Kind == WordKind.Number || NumberWords.Read(reading.Text[at - 1]) is not null || reading.Text[at - 1].Is("of") || reading.Text[at - 1].Is("our")) at--;
        return reading.Text[at - 1].IsAny("which", "what");
    }

    /// <summary>Whether the words name a yes-or-no field; a plural that is counted, such as "refunds", names what is counted.</summary>
    public static bool IsFlag(Mention mention)
        => !(mention.Text.EndsWith('s') && mention.BestMetric >= 0.9 && IsThing(mention)) && (mention.BestDimension >= 0.75 || mention.IsByDescription) && mention.BestDimension > mention.BestMetric && LikeliestDimension(mention) is { Field.Type: Semantics.Model.FieldType.Boolean };

    /// <summary>What the words mean as a dimension: of those that are called alike, the one that is called just so. "Late" is a yes-or-no field of that name, and not the day of being late.</summary>
    public static Candidate? LikeliestDimension(Mention mention)
    {
        var dimensions = mention.Candidates.Where(candidate => !candidate.Field.IsMetric).ToList();
        return dimensions.Find(candidate => candidate.Score >= mention.BestDimension && candidate.Field.Label.Equals(mention.Text, StringComparison.OrdinalIgnoreCase)) ?? dimensions.FirstOrDefault();
    }

    /// <summary>Whether the words name a kind of thing that is counted, such as customers.</summary>
    public static bool IsThing(Mention mention)
        => mention.Candidates.Any(candidate => candidate.Field.IsCount && candidate.Score >= mention.BestMetric - 0.05);

    /// <summary>Whether only small words and "with" stand between.</summary>
    public bool IsNextTo(Mention mention, int to)
    {
        for (var i = mention.To; i < to; i++)
        {
            if (reading.Marks.At(i) is Mark.Joint joint ? !reading.Text[joint.From].Is("with") && joint.Value is not JointKind.Only : !EnglishWords.IsFiller(reading.Text[i].Text)) return false;
        }

        return true;
    }

    /// <summary>"X vs everybody else", "X and non-X": the mention and what is not so are held against each other.</summary>
    public bool IsAgainstRest(Mention mention)
        => reading.Marks.At(mention.To) is Mark.Joint { Value: JointKind.Versus or JointKind.And } joint
            && (reading.Text[joint.To - 1].IsAny("else", "others", "rest", "ones", "without", "not") || (reading.Marks.At(joint.To) is Mark.Joint { Value: JointKind.Not } && reading.Text[joint.To].IsAny("non", "not", "no")));

    /// <summary>"a table of all X with …", "every X with its …": the things are listed, with their figures.</summary>
    public bool IsListed(Mention mention)
    {
        if (!IsThing(mention) || mention.BestDimension < FieldFinder.Least) return false;
        // "list all X in …".
        if ((reading.Text[mention.From - 1].IsAny("all", "every") && reading.Text[mention.From - 2].Is("list")) || (reading.Text[mention.From].IsAny("all", "every") && reading.Text[mention.From - 1].Is("list"))) return true;
        if (!(reading.Text[mention.To].IsAny("with", "showing", "including", "incl", "plus", "together", "along") || (reading.Text[mention.To].IsAny("and", ",") && reading.Text[mention.To + 1].IsAny("their", "its")))) return false;
        var at = mention.From - 1;
        var isAll = false;
        for (; reading.Text[at].IsAny("all", "every", "each", "the", "our", "my", "single", "individual", "of"); at--) isAll |= reading.Text[at].IsAny("all", "every", "each", "single", "individual");
        return isAll || (reading.Text[at + 1].Is("of") && (reading.Marks.At(at) is Mark.Chart { Value: ChartKind.Table } || reading.Text[at].IsAny("list", "listing", "overview")));
    }

    /// <summary>"…, cancelled ones excluded", "X and Y left out": said after what it is said of.</summary>
    public static bool IsTakenOut(PromptReading reading, int at)
    {
        var text = reading.Text;
        for (var i = at; i < Math.Min(text.Count, at + LongestAfterthought); i++)
        {
            if (text[i].IsAny("excluded", "omitted", "aside") || (text[i].IsAny("left", "taken") && text[i + 1].Is("out")) || (text[i].Is("not") && text[i + 1].IsAny("included", "counted"))) return true;
            if (text[i].Kind != WordKind.Word || reading.Marks.At(i) is Mark.Joint { Value: not (JointKind.And or JointKind.Only) } or Mark.Grain or Mark.Rank or Mark.Chart or Mark.Range) return false;
        }

        return false;
    }

    /// <summary>"Where do … come from?", "Why did … fall?": a sentence that only says what somebody wonders about.</summary>
    public bool IsWondering(Mention mention)
    {
        var from = mention.From;
        while (from > 0 && !reading.Text[from - 1].IsAny(".", "?", "!", "\n")) from--;
        var to = mention.To;
        while (to < reading.Text.Count && !reading.Text[to].IsAny(".", "?", "!", "\n")) to++;
        return reading.Text[from].IsAny("where", "why") && reading.Text[to].Is("?");
    }

    /// <summary>"… most per X".</summary>
    public bool IsPerAfterRank(Mention mention) => reading.Text[mention.From - 1].Is("per") && reading.Marks.At(mention.From - 2) is Mark.Rank;

    public bool IsNameAt(int index, JointKind? role) => mentions.Any(mention => mention.From == index) || IsTelling(index, role);

    public bool NamesFollow(int from)
    {
        for (var i = from; i < reading.Text.Count; i++)
        {
            if (reading.Marks.At(i) is Mark.Joint { Value: JointKind.Break }) return false;
            if (mentions.Any(mention => mention.From == i)) return true;
        }

        return false;
    }

    public bool IsFollowedByBy(Mention mention)
        => reading.Marks.At(mention.To) is Mark.Joint { Value: JointKind.By } or Mark.Grain;

    /// <summary>Where rows are narrowed, and where somebody wrote a capital, even a plain word may be a value ("Big Apple").</summary>
    public bool IsTelling(int index, JointKind? role)
    {
        var word = reading.Text[index];
        if (!MentionFinder.IsFree(reading, index) || word.Kind == WordKind.Mark) return false;
        if (word.Kind == WordKind.Quoted) return true;
        if (word.Text.Length < 2 || WishReader.ShareWords.Contains(word.Text) || NameWords.IsSilent(word.Text)) return false;
        return !EnglishWords.IsFiller(word.Text) || role is JointKind.Only or JointKind.Not || (char.IsUpper(reading.Text.Original[word.Start]) && (index > 0 || (reading.Text[1].Kind == WordKind.Word && char.IsUpper(reading.Text.Original[reading.Text[1].Start]))));
    }

    /// <summary>"for my team" narrows nothing; "for Big Apple" does.</summary>
    public bool HasNonFiller(int from, bool isSure)
    {
        for (var i = from; i < reading.Text.Count && MentionFinder.IsFree(reading, i) && mentions.All(mention => mention.From != i); i++)
        {
            if (!EnglishWords.IsFiller(reading.Text[i].Text) || char.IsUpper(reading.Text.Original[reading.Text[i].Start]) || isSure) return true;
        }

        return false;
    }
}

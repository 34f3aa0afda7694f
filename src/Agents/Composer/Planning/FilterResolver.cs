using System.Globalization;
using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Matching;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Agents.Composer.Values;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>Turns words that narrow into conditions: values found in the data, yes-or-no fields, bounds. What is neither is said.</summary>
internal sealed class FilterResolver(ValueFinder values, FieldFinder fields, FigureQuestions figures, PlanNotes notes)
{
    private static readonly HashSet<string> MoneyStems = [.. "amount price cost revenue fee".Split(' ').Select(Stemmer.Stem)];

    /// <summary>From which score on a figure may be said to be called so.</summary>
    private const double Called = 0.6;

    private readonly List<(string Words, string Label, string Value)> said = [];

    /// <summary>The conditions, and the mentions that only named the field of a value.</summary>
    public async Task<(IReadOnlyList<PlanCondition> Conditions, IReadOnlyCollection<Mention> Used)> ResolveAsync(
        IReadOnlyList<FilterWish> wishes, CatalogExplore explore, IReadOnlyDictionary<string, double> topics, CancellationToken cancellationToken)
    {
        var conditions = new List<PlanCondition>();
        var used = new HashSet<Mention>();
        foreach (var wish in wishes)
        {
            if (wish.Known is { } known)
            {
                conditions.Add(Equal(known.Field, known.Label, [known.Text], wish));
                Say(wish, wish.Text, known.Label, known.Text);
            }
            else if (wish.Bound is not null)
            {
                if (Bound(wish, explore) is { } bound) conditions.Add(bound);
                else notes.Miss(wish.Text);
            }
            else if (wish.Words.Count == 0)
            {
                if (Flag(wish, explore) is { } flag) conditions.Add(await NoneAsync(flag, explore, cancellationToken));
                else if (wish is { IsNegated: true, Field: { BestMetric: >= Called } }) notes.MissHere(wish.Text, $"“without {wish.Text}” was left out: what has none of a figure cannot be told from the rest by a filter.");
                else notes.Miss(wish.Text);
            }
            else
            {
                await FindValuesAsync(wish, explore, topics, conditions, used, cancellationToken);
            }
        }

        foreach (var one in said.GroupBy(one => one.Label)) SayValues(one.Key, [.. one.Select(each => $"“{each.Words}”").Distinct()], [.. one.Select(each => each.Value).Distinct()]);
        return (Merge(conditions), used);
    }

    private async Task FindValuesAsync(
        FilterWish wish, CatalogExplore explore, IReadOnlyDictionary<string, double> topics, List<PlanCondition> conditions, HashSet<Mention> used, CancellationToken cancellationToken)
    {
        var words = wish.Words;
        while (words.Count > 0)
        {
            IReadOnlyCollection<string>? named = wish.Field?.Candidates.Where(candidate => candidate.Explore.Name == explore.Name && !candidate.Field.IsMetric).Select(candidate => candidate.Field.Name).ToList();
            var found = named is { Count: > 0 } ? await values.FindAsync(explore, words, named, isSure: true, cancellationToken) : null;
            var anywhere = found is not null && found.To - found.From == words.Count ? null : await values.FindAsync(explore, words, null, wish.IsSure || wish.Field is not null, cancellationToken);
            // More of the words in another field is more than a part of them in the field beside.
            if (found is null || (anywhere is { Score: >= 0.9 } && anywhere.To - anywhere.From > found.To - found.From)) found = anywhere;
            else used.Add(wish.Field!);
            // "designer chairs": where nothing else explains the word before a name, it is a part of a value.
            if (found is null && wish.IsBeforeName) found = await values.FindAsync(explore, words, null, isSure: true, cancellationToken);
            if (found is null && wish.IsWhole)
            {
                notes.Miss(wish.Text);
                return;
            }

            if (found is null)
            {
                if (fields.ExploresDescribed([.. words.Where(word => !EnglishWords.IsFiller(word.Text)).Select(word => word.Stem)]).Any(one => topics.ContainsKey(one.Name))) return;
                foreach (var word in words.Where(word => !IsKnownOtherwise(word.Stem, topics) && !EnglishWords.IsFiller(word.Text))) notes.Miss(word.Written ?? word.Text);
                return;
            }

            conditions.Add(Equal(found.Field.Name, found.Field.Label, found.Values, wish));
            Say(wish, string.Join(' ', words.Skip(found.From).Take(found.To - found.From).Select(word => word.Text)), found.Field.Label, found.Values[0]);
            // "night trains" where Night is a kind of train: the other word only names the field.
            words = [.. words.Take(found.From).Concat(words.Skip(found.To)).Where(word => !found.Field.Names.Any(name => name.Stems.Contains(word.Stem)))];
        }
    }

    private static PlanCondition Equal(string field, string label, IReadOnlyList<string> values, FilterWish wish)
        => new() { Field = field, Label = label, Operator = wish.IsNegated ? "notEquals" : "equals", Values = values };

    private void Say(FilterWish wish, string words, string label, string value)
    {
        if (wish.IsNegated) notes.AssumeValues(label, $"Rows whose {label} is {value} are left out.");
        else said.Add((words, label, value));
    }

    /// <summary>Values of one field are said together: that only one of them counts, and then only the other, would be said of none.</summary>
    private void SayValues(string label, IReadOnlyList<string> words, IReadOnlyList<string> values)
        => notes.AssumeValues(label, $"{Wording.List(words)} {(words.Count == 1 ? "is a value" : "are values")} of {label}, so only rows with {label} = {Wording.List(values, "or")} count.");

    private bool IsKnownOtherwise(string stem, IReadOnlyDictionary<string, double> topics)
        => fields.FindExplores([stem]).Any(found => topics.ContainsKey(found.Explore.Name));

    private static PlanCondition? Flag(FilterWish wish, CatalogExplore explore)
    {
        if (wish.Field?.In(explore.Name, candidate => candidate.Field is { IsMetric: false, Type: FieldType.Boolean } && explore.Works(candidate.Field)) is { } flag)
            return new PlanCondition { Field = flag.Field.Name, Label = flag.Field.Label, Operator = "equals", Values = [wish.IsNegated ? "false" : "true"] };
        return wish.Field?.In(explore.Name, candidate => !candidate.Field.IsMetric && explore.Works(candidate.Field)) is { Score: >= 0.6 } plain
            ? new PlanCondition { Field = plain.Field.Name, Label = plain.Field.Label, Operator = wish.IsNegated ? "isNull" : "notNull" }
            : null;
    }

    /// <summary>"readers without visits" where visits are a number of each reader: none is 0, unless the data leaves it empty.</summary>
    private async Task<PlanCondition> NoneAsync(PlanCondition condition, CatalogExplore explore, CancellationToken cancellationToken)
    {
        if (condition.Operator != "isNull" || explore.Find(condition.Field) is not { Type: FieldType.Number, IsIdentifier: false } || explore.Metrics.FirstOrDefault(metric => metric.IsCount && metric.Model == explore.BaseModel && MetricChoice.IsShowable(metric)) is not { } count) return condition;
        var none = condition with { Operator = "equals", Values = ["0"] };
        return await figures.HasAnyAsync(explore, count, [condition], cancellationToken) is false && await figures.HasAnyAsync(explore, count, [none], cancellationToken) is true ? none : condition;
    }

    private static PlanCondition? Bound(FilterWish wish, CatalogExplore explore)
    {
        var bound = wish.Bound!;
        IReadOnlyList<string> texts = [.. bound.Values.Select(value => value.ToString(CultureInfo.InvariantCulture))];
        var number = wish.Field?.In(explore.Name, candidate => candidate.Field is { IsMetric: false, Type: FieldType.Number, IsIdentifier: false });
        var metric = wish.Field?.In(explore.Name, candidate => candidate.Field is { IsMetric: true, Type: FieldType.Number, IsWarnedOf: false });
        if ((wish.IsMoney || (wish.IsOfRows && bound.Unit is null)) && (metric is null || metric.Field.IsCount || IsOfRows(wish.Field!, explore)) && !(number is { Score: >= 0.6 } && IsMoney(number.Field)))
        {
            // "orders over $500": the money of one row of what is counted.
            var model = metric?.Field.Model ?? explore.BaseModel;
            if (explore.Dimensions.FirstOrDefault(field => field.Model == model && IsMoney(field)) is { } money) return Condition(money, isMetric: false);
        }

        if (wish.IsMoney && number is not null && IsMoney(number.Field) && metric is null or { Field.IsCount: true }) return Condition(number!.Field, isMetric: false);
        if (bound.Unit is { } unit && (metric is null || metric.Field.IsCount) && Measured(explore, unit, metric?.Field.Model) is { } measured) return Condition(measured, isMetric: false);
        if (number is not null && (metric is null || number.Score > metric.Score + 0.05)) return Condition(number.Field, isMetric: false);
        // Days are no count of things.
        if (bound.Unit is not null && metric is { Field.IsCount: true }) return null;
        if (metric is not null) return Condition(metric.Field, isMetric: true);
        return number is not null ? Condition(number.Field, isMetric: false) : null;

        PlanCondition Condition(CatalogField field, bool isMetric)
            => new() { Field = field.Name, Label = field.Label, Operator = bound.Operator, Values = texts, IsOfMetric = isMetric };
    }

    /// <summary>"fines of loans over $500": the bound stands behind the rows, not behind the figure.</summary>
    private static bool IsOfRows(Mention mention, CatalogExplore explore)
        => NameWords.Stems(mention.Text) is [_, .., var last] && explore.Names.Any(name => name.Stems is [var only] && only == last);

    /// <summary>"tickets open longer than 3 days": a number of the rows that counts days.</summary>
    private static CatalogField? Measured(CatalogExplore explore, string unit, string? model)
        => explore.Dimensions
            .Where(field => field is { Type: FieldType.Number, IsWarnedOf: false, IsIdentifier: false, IsOrdinal: false } && field.Names.Any(name => name.Stems.Contains(unit)))
            .OrderBy(field => field.Model == (model ?? explore.BaseModel) ? 0 : 1)
            .ThenBy(field => field.Index)
            .FirstOrDefault();

    private static bool IsMoney(CatalogField field)
        => field is { Type: FieldType.Number, IsWarnedOf: false, IsIdentifier: false } && (field.Unit is { Length: 3 } unit && unit.All(char.IsAsciiLetterUpper) || (field.Unit is null && field.Names[0].Stems.Any(MoneyStems.Contains)));

    /// <summary>Two values of one field are both allowed, or both left out.</summary>
    private static List<PlanCondition> Merge(List<PlanCondition> conditions)
        => [.. conditions
            .GroupBy(condition => (condition.Field, condition.Operator, condition.IsOfMetric))
            .Select(group => group.Key.Operator is "equals" or "notEquals" ? group.First() with { Values = [.. group.SelectMany(one => one.Values).Distinct()] } : group.First())];
}

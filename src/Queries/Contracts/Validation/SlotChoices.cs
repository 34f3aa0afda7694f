namespace Vitrine.Queries.Contracts.Validation;

/// <summary>Enumerates the choices of a contract's slots that are compiled when it is validated.</summary>
internal static class SlotChoices
{
    /// <summary>More combinations than this are not all tried: then each field is tried with the others at their first.</summary>
    private const int Most = 200;

    public static IEnumerable<IReadOnlyDictionary<string, IReadOnlyList<FieldMention>>> Of(QueryContract contract)
    {
        var slots = contract.Slots.ToList();
        var options = slots.ConvertAll(Options);
        var combinations = options.Aggregate(1L, (product, list) => Math.Min(Most + 1, product * list.Count));
        if (combinations <= Most)
        {
            IEnumerable<IReadOnlyList<FieldMention>[]> all = [[]];
            foreach (var list in options) all = all.SelectMany(chosen => list.Select(option => (IReadOnlyList<FieldMention>[])[.. chosen, option]));
            return all.Select(chosen => Named(slots, chosen));
        }

        var first = options.ConvertAll(list => list[0]);
        return options.SelectMany((list, at) => list.Select(option => Named(slots, [.. first.Select((usual, i) => i == at ? option : usual)])));
    }

    private static List<IReadOnlyList<FieldMention>> Options(ContractDimension.Slot slot)
    {
        List<IReadOnlyList<FieldMention>> options = [.. slot.OneOf.Select(field => (IReadOnlyList<FieldMention>)[field])];
        if (slot.Many is > 1 and var many) options.Add([.. slot.OneOf.Take(many)]);
        return options;
    }

    private static Dictionary<string, IReadOnlyList<FieldMention>> Named(List<ContractDimension.Slot> slots, IReadOnlyList<FieldMention>[] chosen)
        => slots.Select((slot, i) => (slot.Name, Fields: chosen[i])).DistinctBy(pair => pair.Name).ToDictionary(pair => pair.Name, pair => pair.Fields);
}

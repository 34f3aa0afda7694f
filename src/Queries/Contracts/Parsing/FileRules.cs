using Vitrine.Primitives;
using Vitrine.Queries.Contracts.Yaml;
using Vitrine.Semantics.Formulas;

namespace Vitrine.Queries.Contracts.Parsing;

/// <summary>The rules that the file alone decides.</summary>
internal static class FileRules
{
    /// <summary>The argument that <c>sortBy</c> adds.</summary>
    public const string SortArgument = "sort";

    public static void Check(ContractFile file, FindingList findings)
    {
        foreach (var filter in file.Filters) CheckArgument(filter, findings);
        foreach (var contract in file.Contracts)
        {
            CheckNames(contract, file, findings);
            foreach (var argument in contract.Arguments) CheckArgument(argument, findings);
            CheckShape(contract, findings);
            CheckComparison(contract, file, findings);
            CheckMadeUp(contract, findings);
        }
    }

    private static void CheckNames(QueryContract contract, ContractFile file, FindingList findings)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { SortArgument };
        var used = contract.Use.Select(use => (use.Filter, use.Spot));
        foreach (var (name, spot) in contract.Slots.Select(slot => (slot.Name, slot.Spot)).Concat(contract.Arguments.Select(argument => (argument.Name, argument.Spot))).Concat(used))
        {
            if (!names.Add(name))
            {
                findings.Error(
                    "duplicate-name",
                    name == SortArgument ? $"{name} is reserved." : $"{name} names two things in {contract.Name}.",
                    spot, "Slots, arguments and page filters of a contract share one namespace: rename one.", name);
            }
        }

        foreach (var use in contract.Use.Where(use => file.FindFilter(use.Filter) is null))
        {
            findings.Error(
                "unknown-filter", $"There is no page filter {use.Filter}.", use.Spot,
                NearestName.Hint(use.Filter, file.Filters.Select(filter => filter.Name)) ?? "Page filters stand under filters at the top of the file.", use.Filter);
        }
    }

    private static void CheckArgument(ContractArgument argument, FindingList findings)
    {
        if (argument.Default is { } given) CheckValue(argument, given, "default", findings);
        if (argument.Example is { } example) CheckValue(argument, example, "example", findings);
        if (argument is { Required: true, Default: null, Example: null })
        {
            findings.Error(
                "missing-key", $"{argument.Name} is required and has no default, so it needs an example.", argument.Spot,
                "Gates and thumbnails use the example.", argument.Name);
        }

        if (argument is { Type: ArgumentType.Range, Options: true })
            findings.Error("bad-value", $"{argument.Name} is a range and has no options.", argument.Spot, "Remove options.", argument.Name);
        if (argument is { Type: ArgumentType.Range, Maximum: not ContractLimits.DefaultValues })
            findings.Error("bad-value", $"{argument.Name} is a range, so max does not apply.", argument.Spot, "Remove max.", argument.Name);
    }

    private static void CheckValue(ContractArgument argument, ArgumentValue value, string what, FindingList findings)
    {
        if (ArgumentForm.Problem(argument, value) is { } problem) findings.Error("bad-value", $"{what} of {argument.Name}: {problem}", value.Spot, null, argument.Name);
    }

    private static void CheckShape(QueryContract contract, FindingList findings)
    {
        if (contract.Dimensions.Count + contract.Metrics.Count + contract.Bins.Count == 0)
            findings.Error("missing-key", $"{contract.Name} asks for nothing.", contract.Spot, "Give it dimensions or metrics.", contract.Name);
        if (contract.Limit > contract.MaximumLimit)
            findings.Error("out-of-range", $"limit of {contract.Name} is {contract.Limit}, more than its maxLimit of {contract.MaximumLimit}.", contract.Spot, null, contract.Name);

        var columns = new HashSet<string>(StringComparer.Ordinal);
        var mentions = contract.Dimensions.SelectMany(dimension => dimension is ContractDimension.Slot slot ? slot.OneOf : [((ContractDimension.Fixed)dimension).Mention]);
        foreach (var mention in mentions.Concat(contract.Metrics))
        {
            if (!columns.Add(mention.Text))
                findings.Error("duplicate-field", $"{mention.Text} stands twice among the columns of {contract.Name}.", mention.Spot, "A slot offers no field that stands elsewhere.", mention.Text);
        }

        foreach (var slot in contract.Slots.Where(slot => slot.Many > slot.OneOf.Count))
            findings.Error("out-of-range", $"many of {slot.Name} is more than the fields on offer.", slot.Spot, null, slot.Name);

        var sortable = Sortable(contract);
        foreach (var mention in contract.Sort.Select(sort => sort.Field).Concat(contract.SortBy)) CheckSortable(contract, mention, sortable, findings);
        if (contract.Pivot is { } pivot)
        {
            foreach (var mention in pivot.Columns) CheckSortable(contract, mention, sortable, findings);
        }

        foreach (var twice in contract.Underlying.GroupBy(mention => mention.Text).Where(group => group.Count() > 1))
            findings.Error("duplicate-field", $"{twice.Key} stands twice under underlying.", twice.Last().Spot, null, twice.Key);
    }

    /// <summary>What a sort may name: fixed columns, and slots by their name.</summary>
    private static HashSet<string> Sortable(QueryContract contract)
    {
        var names = contract.Metrics.Select(metric => metric.Text)
            .Concat(contract.Dimensions.Select(dimension => dimension is ContractDimension.Slot slot ? slot.Name : ((ContractDimension.Fixed)dimension).Mention.Text))
            .Concat(contract.Bins.Select(bin => bin.Name))
            .Concat(contract.Calculations.Select(calculation => calculation.Name));
        return [.. names];
    }

    private static void CheckSortable(QueryContract contract, FieldMention mention, HashSet<string> sortable, FindingList findings)
    {
        if (sortable.Contains(mention.Text)) return;
        var slot = contract.Slots.FirstOrDefault(slot => slot.OneOf.Any(field => field.Text == mention.Text));
        findings.Error(
            "not-a-column", $"{mention.Text} is no column of {contract.Name}.", mention.Spot,
            slot is null ? NearestName.Hint(mention.Text, sortable) ?? "Name a dimension, a metric or a slot of this contract." : $"Name the slot: {slot.Name}.", mention.Text);
    }

    private static void CheckComparison(QueryContract contract, ContractFile file, FindingList findings)
    {
        if (contract.Compare is not { } compare) return;
        var names = contract.Use.Select(use => file.FindFilter(use.Filter)).OfType<ContractArgument>().Concat(contract.Arguments).ToList();
        var argument = names.Find(candidate => candidate.Name == compare.Filter);
        if (argument is null)
        {
            findings.Error(
                "unknown-filter", $"compare names {compare.Filter}, which {contract.Name} does not use.", compare.Spot,
                NearestName.Hint(compare.Filter, names.Select(candidate => candidate.Name)) ?? "Add the range filter to use.", compare.Filter);
        }
        else if (argument is not { Required: true, Type: ArgumentType.Range })
        {
            findings.Error("bad-value", $"compare needs a required argument of type range, and {compare.Filter} is not one.", compare.Spot, "Give it type: range and required: true.", compare.Filter);
        }

        if (contract.Metrics.Count == 0)
            findings.Error("bad-value", $"compare needs metrics, and {contract.Name} has none.", compare.Spot, null, contract.Name);
    }

    /// <summary>Bins and calculations, which are columns that the contract makes up.</summary>
    private static void CheckMadeUp(QueryContract contract, FindingList findings)
    {
        var names = contract.Slots.Select(slot => slot.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, spot) in contract.Bins.Select(bin => (bin.Name, bin.Spot)).Concat(contract.Calculations.Select(calculation => (calculation.Name, calculation.Spot))))
        {
            if (!names.Add(name)) findings.Error("duplicate-name", $"{name} names two columns of {contract.Name}.", spot, "Slots, bins and calculations share one namespace: rename one.", name);
        }

        foreach (var calculation in contract.Calculations.Where(calculation => calculation.Formula.StartsWith('=')))
        {
            try
            {
                Formula.Parse(calculation.Formula);
            }
            catch (RefusalException refusal)
            {
                findings.Error("bad-formula", $"{calculation.Name}: {refusal.Message}", calculation.Spot, null, calculation.Name);
            }
        }

        if (contract.Bins.Count > 0 && contract.Underlying.Count > 0)
            findings.Error("bad-value", $"{contract.Name} has bins, so the rows behind one of its rows cannot be found.", contract.Underlying[0].Spot, "Leave out underlying, or the bins.", contract.Name);
    }
}

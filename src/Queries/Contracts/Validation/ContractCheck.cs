using Vitrine.Queries.Contracts.Yaml;
using Vitrine.Queries.Execution.Arguments;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Contracts.Validation;

/// <summary>Holds one contract to the semantic layer.</summary>
internal sealed class ContractCheck(ContractFile file, QueryContract contract, FieldLookup fields, FindingList findings)
{
    public void Run()
    {
        foreach (var dimension in contract.Dimensions)
        {
            foreach (var mention in Mentions(dimension)) fields.Dimension(mention);
        }

        foreach (var mention in contract.Metrics) fields.Metric(mention);
        foreach (var mention in contract.Underlying) fields.Dimension(mention);
        foreach (var bin in contract.Bins) fields.Dimension(bin.Field);
        foreach (var condition in contract.Where) ArgumentCheck.CheckCondition(condition, fields.Dimension, findings);
        foreach (var condition in contract.Having) ArgumentCheck.CheckCondition(condition, fields.Metric, findings);
        foreach (var argument in DeclaredArgument.Of(file, contract))
        {
            if (fields.Find(argument.Field) is { } field) ArgumentCheck.Check(argument.Argument, argument.Field, field, findings);
        }

        CheckRequiredFilters();
        CheckComparison();
    }

    private static IEnumerable<FieldMention> Mentions(ContractDimension dimension)
        => dimension is ContractDimension.Slot slot ? slot.OneOf : [((ContractDimension.Fixed)dimension).Mention];

    private void CheckRequiredFilters()
    {
        var held = contract.Where.OfType<ContractCondition.Rule>().Select(rule => rule.Field.Text)
            .Concat(contract.Where.OfType<ContractCondition.Group>().Where(group => !group.IsAny).SelectMany(group => group.Members).OfType<ContractCondition.Rule>().Select(rule => rule.Field.Text))
            .Concat(DeclaredArgument.Of(file, contract).Where(argument => argument.Argument.Required).Select(argument => argument.Field.Text))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var required in fields.Explore.RequiredFilters.Select(filter => filter.Field.ToString()).Where(name => !held.Contains(name)))
        {
            findings.Error(
                "required-filter", $"The explore {fields.Explore.Name} requires a filter on {required}.", contract.Explore.Spot,
                "Put it under where, or make it an argument with required: true.", required);
        }
    }

    private void CheckComparison()
    {
        if (contract.Compare is not { } compare
            || DeclaredArgument.Of(file, contract).FirstOrDefault(argument => argument.Argument.Name == compare.Filter) is not { } shifted
            || !FieldReference.TryParse(shifted.Field.Text, out var over)) return;
        foreach (var mention in contract.Dimensions.SelectMany(Mentions))
        {
            if (FieldReference.TryParse(mention.Text, out var reference) && fields.Explore.TryGetField(reference, out var field)
                && field is Dimension dimension && !Matches(dimension, over))
            {
                findings.Error(
                    "compare-dimension", $"{mention.Text} is a time that {compare.Filter} does not shift, so rows cannot be matched.", mention.Spot,
                    $"Use a time interval of {shifted.Field.Text}, or leave the comparison out.", mention.Text);
            }
        }
    }

    private static bool Matches(Dimension dimension, FieldReference over)
        => dimension.Type is not (FieldType.Date or FieldType.Timestamp)
            || (dimension.IntervalBase == over && dimension.Interval is not (null or TimeInterval.Raw));
}

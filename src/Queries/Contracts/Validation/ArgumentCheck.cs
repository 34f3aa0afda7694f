using Vitrine.Primitives;
using Vitrine.Queries.Contracts.Yaml;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Contracts.Validation;

/// <summary>Holds arguments, page filters and conditions to the types of their fields.</summary>
internal static class ArgumentCheck
{
    public static void Check(ContractArgument argument, FieldMention mention, Field field, FindingList findings)
    {
        if (argument.Type == ArgumentType.Range && field.Type is not (FieldType.Date or FieldType.Timestamp) && !IsNumberRange(argument, field))
        {
            findings.Error(
                "wrong-value-type", $"{argument.Name} is a range, and {mention.Text} is a {ValueTypes.NameOf(field.Type)}.", mention.Spot,
                field.Type == FieldType.Number ? "A range of numbers says operators: [inBetween]." : "Ranges are for dates and times.", argument.Name);
            return;
        }

        foreach (var name in argument.Operators.Where(name => !ValueTypes.OperatorsOf(field.Type).Contains(name)))
        {
            findings.Error(
                "wrong-value-type", $"{name} does not apply to {mention.Text}, which is a {ValueTypes.NameOf(field.Type)}.", mention.Spot,
                NearestName.Hint(name, ValueTypes.OperatorsOf(field.Type)) ?? $"These do: {string.Join(", ", ValueTypes.OperatorsOf(field.Type))}.", argument.Name);
        }

        foreach (var value in new[] { argument.Default, argument.Example }.OfType<ArgumentValue>())
            CheckValue(value, ArgumentForm.OperatorOf(argument, value), field, mention, findings);
    }

    public static void CheckCondition(ContractCondition condition, Func<FieldMention, Field?> find, FindingList findings)
    {
        switch (condition)
        {
            case ContractCondition.Group group:
                foreach (var member in group.Members) CheckCondition(member, find, findings);
                break;
            case ContractCondition.Rule rule:
                if (find(rule.Field) is { } field) CheckValue(rule.Value, rule.Value.Operator!, field, rule.Field, findings);
                break;
            default:
                throw new InvalidOperationException($"Unknown condition {condition.GetType().Name}.");
        }
    }

    private static bool IsNumberRange(ContractArgument argument, Field field)
        => field.Type == FieldType.Number && argument.Operators is ["inBetween"];

    private static void CheckValue(ArgumentValue value, string name, Field field, FieldMention mention, FindingList findings)
    {
        if (ValueTypes.Problem(field.Type, name, value.Values) is not { } problem) return;
        var spot = value.Values.FirstOrDefault(written => written.Text is { } text && !ValueTypes.Fits(field.Type, text))?.Spot ?? value.Spot;
        findings.Error("wrong-value-type", $"{mention.Text}: {problem}", spot, null, mention.Text);
    }
}

using System.Globalization;

namespace Vitrine.Queries.Contracts;

/// <summary>The form of a value whatever its field is: how many values an operator takes, and whether it needs a unit.</summary>
internal static class ValueForm
{
    /// <summary>Relative ranges longer than this are a mistake.</summary>
    private const int MostUnits = 10_000;

    /// <summary>A sentence that says what is wrong, or null. Says nothing of the values' types.</summary>
    public static string? Problem(ArgumentValue value, string name)
    {
        if (value.Values.Any(written => written.Text is null))
            return "null is not a value here; isNull and notNull ask for missing values.";
        if (value.Values.Any(written => written.Text!.Length > ContractLimits.MaximumTextLength))
            return $"A value is longer than {ContractLimits.MaximumTextLength} characters.";
        var count = value.Values.Count;
        if (OperatorNames.TakesNoValue(name) && count > 0) return $"{name} takes no values.";
        if (OperatorNames.TakesOne(name) && count != 1) return $"{name} takes one value, and {count} are given.";
        if (OperatorNames.TakesTwo(name) && count != 2) return $"{name} takes two values, and {count} are given.";
        if (!OperatorNames.TakesNoValue(name) && count == 0) return $"{name} needs a value.";
        if (OperatorNames.TakesCount(name)
            && !(int.TryParse(value.Values[0].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var units) && units is > 0 and <= MostUnits))
            return $"{name} takes a number of units between 1 and {MostUnits}.";
        if (OperatorNames.IsRelative(name) && value.Unit is null) return $"{name} needs a unit, such as months.";
        if (!OperatorNames.IsRelative(name) && value.Unit is not null) return $"{name} takes no unit.";
        if (value.Completed is not null && !OperatorNames.TakesCount(name)) return $"{name} takes no completed.";
        return null;
    }
}

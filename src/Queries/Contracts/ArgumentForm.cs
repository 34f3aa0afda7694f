namespace Vitrine.Queries.Contracts;

/// <summary>What an argument accepts, as far as its declaration alone decides. Files and requests are held to the same.</summary>
internal static class ArgumentForm
{
    /// <summary>The operator that a value means for that argument: a bare value means the first one, a bare pair of a range its bounds.</summary>
    public static string OperatorOf(ContractArgument argument, ArgumentValue value)
        => value.Operator ?? (argument.Type == ArgumentType.Range ? "inBetween" : argument.Operators[0]);

    /// <summary>A sentence that says what is wrong, or null.</summary>
    public static string? Problem(ContractArgument argument, ArgumentValue value)
    {
        var name = OperatorOf(argument, value);
        if (!argument.Operators.Contains(name)) return $"{name} is not allowed, only {string.Join(", ", argument.Operators)}.";
        if (value.Values.Count > argument.Maximum) return $"{value.Values.Count} values are given, and at most {argument.Maximum} are allowed.";
        return ValueForm.Problem(value, name);
    }
}

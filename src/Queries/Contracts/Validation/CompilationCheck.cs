using Vitrine.Primitives;
using Vitrine.Queries.Contracts.Yaml;
using Vitrine.Queries.Execution;
using Vitrine.Queries.Execution.Arguments;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Contracts.Validation;

/// <summary>Compiles a contract with every choice of its slots and every argument in force: what the rules did not foresee shows here.</summary>
internal static class CompilationCheck
{
    public static void Run(
        ContractFile file, QueryContract contract, Explore explore, MetricQueryCompiler compiler, CompilationContext context, FindingList findings)
    {
        var filters = DeclaredArgument.Of(file, contract).Select(argument => Bind(argument, explore)).OfType<BoundFilter>().ToList();
        foreach (var slots in SlotChoices.Of(contract))
        {
            var query = QueryBuilding.Build(contract, new BoundArguments(slots, filters, null), explore, contract.Limit);
            if (Problem(() => compiler.Compile(query, context)) is not { } refusal) continue;
            Report(contract, slots, refusal, findings);
            return;
        }

        if (contract.Underlying.Count == 0) return;
        if (Problem(() => UnderlyingQuery.Compile(contract, filters, [], compiler, explore, context)) is { } behind)
            findings.Error("does-not-compile", $"The rows behind {contract.Name}: {behind.Message}", contract.Underlying[0].Spot, null, contract.Name);
    }

    private static RefusalException? Problem(Action compile)
    {
        try
        {
            compile();
            return null;
        }
        catch (RefusalException refusal)
        {
            return refusal;
        }
    }

    private static void Report(QueryContract contract, IReadOnlyDictionary<string, IReadOnlyList<FieldMention>> slots, RefusalException refusal, FindingList findings)
    {
        var chosen = slots.Count == 0 ? "" : " with " + string.Join(", ", slots.Select(slot => $"{slot.Key} = {string.Join(" and ", slot.Value.Select(field => field.Text))}"));
        var hint = refusal.Diagnostics.Select(finding => finding.Hint).FirstOrDefault(text => text is not null);
        findings.Error("does-not-compile", $"{contract.Name}{chosen}: {refusal.Message}", contract.Spot, hint, contract.Name);
    }

    /// <summary>Default, example, or a made-up value: what matters is that the filter's joins and operator compile.</summary>
    private static BoundFilter? Bind(DeclaredArgument declared, Explore explore)
    {
        var argument = declared.Argument;
        if (!FieldReference.TryParse(declared.Field.Text, out var reference) || !explore.TryGetField(reference, out var field)) return null;
        var value = argument.Default ?? argument.Example ?? MadeUp(argument, field.Type);
        return new BoundFilter(argument, declared.Field, value with { Operator = ArgumentForm.OperatorOf(argument, value) });
    }

    private static ArgumentValue MadeUp(ContractArgument argument, FieldType type)
    {
        var name = argument.Type == ArgumentType.Range && argument.Operators.Contains("inBetween") ? "inBetween" : argument.Operators[0];
        var text = type switch
        {
            FieldType.Number => "1",
            FieldType.Boolean => "true",
            FieldType.Date or FieldType.Timestamp => "2026-01-01",
            _ => "x",
        };
        if (OperatorNames.TakesCount(name)) text = "1";
        var count = OperatorNames.TakesNoValue(name) ? 0 : OperatorNames.TakesTwo(name) ? 2 : 1;
        return new ArgumentValue
        {
            Operator = name,
            Values = [.. Enumerable.Repeat(new WrittenValue(text, default), count)],
            Unit = OperatorNames.IsRelative(name) ? "months" : null,
        };
    }
}

using Vitrine.Primitives;
using Vitrine.Semantics.Formulas;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Contracts.Generation;

/// <summary>The types of a contract's calculations, from the columns that their formulas look at.</summary>
internal sealed class CalculationTypes
{
    private readonly Dictionary<string, FieldType> types = new(StringComparer.Ordinal);
    private readonly HashSet<string> open = new(StringComparer.Ordinal);
    private readonly QueryContract contract;

    public CalculationTypes(QueryContract contract, IReadOnlyList<TypedColumn> columns)
    {
        this.contract = contract;
        foreach (var column in columns)
        {
            var type = column.Types.FirstOrDefault(FieldType.String);
            types[column.Key] = type;
            foreach (var field in column.Fields) types[field.Reference.ToString()] = types[field.Reference.Id] = field.Type;
        }

        Columns = [.. contract.Calculations.Select(calculation => new TypedColumn(calculation.Name, [], false, true) { Made = (calculation.Label ?? TypedContract.Words(calculation.Name), TypeOf(calculation.Name)) })];
    }

    public IReadOnlyList<TypedColumn> Columns { get; }

    // What is wrong with a formula is found by the validator; types are written for what is right.
    private FieldType TypeOf(string name)
    {
        if (types.TryGetValue(name, out var known)) return known;
        if (contract.Calculations.FirstOrDefault(calculation => calculation.Name == name) is not { } calculation || !open.Add(name)) return FieldType.Number;
        try
        {
            return types[name] = Formula.Parse(calculation.Formula).TypeOf(TypeOf);
        }
        catch (RefusalException)
        {
            return types[name] = FieldType.Number;
        }
    }
}

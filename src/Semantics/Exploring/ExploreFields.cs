using System.Diagnostics.CodeAnalysis;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;

namespace Vitrine.Semantics.Exploring;

/// <summary>All fields of an explore's tables, those that are not let in too: SQL may refer to them.</summary>
internal sealed class ExploreFields
{
    private readonly Dictionary<string, string> models = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> tablesByModel = new(StringComparer.Ordinal);
    private readonly Dictionary<FieldReference, Field> fields = [];

    /// <summary>The same fields, for more of them.</summary>
    public ExploreFields Copy()
    {
        var copy = new ExploreFields();
        foreach (var (name, model) in models) copy.models[name] = model;
        foreach (var (model, name) in tablesByModel) copy.tablesByModel[model] = name;
        foreach (var field in fields.Values) copy.Set(field);
        return copy;
    }

    public void AddTable(string name, string model)
    {
        models[name] = model;
        tablesByModel.TryAdd(model, name);
    }

    public void Set(Field field) => fields[field.Reference] = field;

    public void Remove(FieldReference reference) => fields.Remove(reference);

    public bool TryGet(FieldReference reference, [NotNullWhen(true)] out Field? field) => fields.TryGetValue(reference, out field);

    public string ModelOf(string table) => models[table];

    public bool HasTable(string name) => models.ContainsKey(name);

    /// <summary>The field that SQL of a table means; false when there is none.</summary>
    /// <param name="table">The table in whose SQL it stands.</param>
    /// <param name="piece">What is written.</param>
    /// <param name="field">The field.</param>
    public bool TryResolve(string table, FieldPiece piece, [NotNullWhen(true)] out Field? field)
        => TryResolve(table, piece.Table, piece.Name, out field);

    public bool TryResolve(string table, string? writtenTable, string name, [NotNullWhen(true)] out Field? field)
    {
        field = null;
        return TableOf(table, writtenTable) is { } owner && fields.TryGetValue(new FieldReference(owner, name), out field);
    }

    /// <summary>A model that calls itself by its own name means the table that it is here; then come names in the explore, then names of models.</summary>
    private string? TableOf(string table, string? written)
    {
        if (written is null || models.GetValueOrDefault(table) == written) return table;
        return models.ContainsKey(written) ? written : tablesByModel.GetValueOrDefault(written);
    }
}

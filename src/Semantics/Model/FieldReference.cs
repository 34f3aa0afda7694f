using System.Diagnostics.CodeAnalysis;

namespace Vitrine.Semantics.Model;

/// <summary>The name of a field in an explore: <c>table.field</c>, where the table is the base model or the alias of a join. Or of a calculation of a query, which has no table.</summary>
/// <param name="Table">The table's name in the explore; empty for a calculation.</param>
/// <param name="Name">The field's name in that table.</param>
[SuppressMessage("Naming", "CA1716:Identifiers should not match keywords", Justification = "No such member.")]
public readonly record struct FieldReference(string Table, string Name)
{
    /// <summary>The id in Lightdash's files: <c>table_field</c>, or the name of a calculation.</summary>
    public string Id => IsCalculation ? Name : Table + "_" + Name.Replace(".", "__", StringComparison.Ordinal);

    /// <summary>Whether a calculation of the query is meant, and no field.</summary>
    public bool IsCalculation => Table is "";

    /// <summary>The name of a calculation, where columns of an answer are named.</summary>
    public static FieldReference OfCalculation(string name) => new("", name);

    /// <summary>Reads <c>table.field</c>; false when it is not two non-empty parts.</summary>
    public static bool TryParse(string? text, out FieldReference reference)
    {
        reference = default;
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot <= 0 || dot == text!.Length - 1 || text.IndexOf('.', dot + 1) >= 0) return false;
        reference = new FieldReference(text[..dot], text[(dot + 1)..]);
        return true;
    }

    /// <summary><c>table.field</c>, or the name of a calculation.</summary>
    public override string ToString() => IsCalculation ? Name : Table + "." + Name;
}

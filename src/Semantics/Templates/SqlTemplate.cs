namespace Vitrine.Semantics.Templates;

/// <summary>SQL that an author of the dbt project wrote, cut at its references.</summary>
internal sealed record SqlTemplate(string Source)
{
    public static SqlTemplate Empty { get; } = new("");
}

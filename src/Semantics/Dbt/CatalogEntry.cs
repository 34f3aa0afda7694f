namespace Vitrine.Semantics.Dbt;

/// <summary>How a metric stands in the catalog that people and agents look through: what it says itself, else its model, else the project.</summary>
/// <param name="IsListed">Whether it is offered there; one that is not comes last.</param>
/// <param name="Categories">The names of its categories.</param>
/// <param name="Owner">Whom to ask about it: an email address, or null.</param>
internal sealed record CatalogEntry(bool IsListed, IReadOnlyList<string> Categories, string? Owner)
{
    /// <summary>What meta says, over what holds without it.</summary>
    public static CatalogEntry Of(Meta meta, CatalogEntry otherwise)
    {
        if (!meta.Has("spotlight") && !meta.Has("owner")) return otherwise;
        var spotlight = meta.Map("spotlight");
        return new CatalogEntry(
            spotlight.Text("visibility") switch
            {
                null => otherwise.IsListed,
                "show" => true,
                "hide" => false,
                var other => throw new MetaProblemException($"spotlight.visibility is show or hide, not {other}"),
            },
            spotlight.Has("categories") ? spotlight.Texts("categories") : otherwise.Categories,
            spotlight.Text("owner") ?? meta.Text("owner") ?? otherwise.Owner);
    }
}

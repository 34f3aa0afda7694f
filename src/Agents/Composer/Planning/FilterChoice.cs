using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>Chooses the page's filters: the range of time, what was asked for, and up to three with few values.</summary>
internal sealed class FilterChoice(Breadth breadth, PlanNotes notes)
{
    /// <summary>The name of the range of time in every plan.</summary>
    public const string Dates = "dates";

    private const int MostSelects = 3;
    private const int MostValues = 30;

    public async Task<IReadOnlyList<PlanFilter>> ChooseAsync(AppPlan plan, PlanMaker.Material material, IReadOnlyList<PlanWidget> cards, CatalogField? time, CancellationToken cancellationToken)
    {
        var filters = new List<PlanFilter>();
        if (time is not null) filters.Add(new PlanFilter { Name = Dates, Field = time.Name, Label = time.Label, IsRange = true, Explore = material.Main.Name });
        foreach (var mention in material.Understanding.Controls)
        {
            var field = mention.In(material.Main.Name, candidate => candidate.Field is { IsMetric: false, IsTime: false })?.Field;
            if (field is not null) Add(filters, field, material.Main);
            else if (mention.In(material.Main.Name, candidate => candidate.Field.IsTime) is null) notes.Miss(mention.Text);
        }

        var asked = filters.Count;
        var fixedFields = plan.Where.Select(condition => condition.Field).ToHashSet();
        var candidates = cards.Where(card => card.Explore == material.Main.Name && card.Chart != ChartKind.Table).SelectMany(card => card.Dimensions).Select(field => material.Main.Find(field.Name)).OfType<CatalogField>()
            .Concat(MetricChoice.Breakdowns(material.Main).Take(8))
            .Where(field => field.Type is FieldType.String or FieldType.Boolean && !fixedFields.Contains(field.Name) && !field.IsOrdinal)
            .DistinctBy(field => field.Name);
        foreach (var field in candidates)
        {
            if (filters.Count - (time is null ? 0 : 1) >= Math.Max(MostSelects, asked - (time is null ? 0 : 1))) break;
            if (await breadth.OfAsync(material.Main, field, cancellationToken) is null or (>= 2 and <= MostValues)) Add(filters, field, material.Main);
        }

        return filters;
    }

    public static void Add(List<PlanFilter> filters, CatalogField field, CatalogExplore explore)
    {
        if (filters.Exists(filter => filter.Field == field.Name || filter.Label == field.Label)) return;
        filters.Add(new PlanFilter
        {
            Name = Wording.Name(field.Label, filters.Select(filter => filter.Name).Append("sort").Append("period")),
            Field = field.Name,
            Label = field.Label,
            IsFlag = field.Type == FieldType.Boolean,
            Explore = explore.Name,
        });
    }
}

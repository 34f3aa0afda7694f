using System.Globalization;
using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Agents.Composer.Values;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>
/// Things that are called the same are not the same: where the rows of a model are named by a field that repeats, what keys them is asked for beside the name, so that a list of the best is one of
/// persons and not of names. Where nothing visible tells them apart, that is said.
/// </summary>
internal sealed class Namesakes(IValueSource source)
{
    private const string Name = "namesakes";

    /// <summary>Names in their order are looked through so far; where names repeat, they do so soon.</summary>
    private const int MostRows = 2_000;

    private const int MostOfOneName = 100;

    /// <summary>The plan with keys where names repeat.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="find">Explores by their names.</param>
    /// <param name="isNew">Which widgets are looked at; the others stay as they are.</param>
    /// <param name="notes">Where it is said.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AppPlan> TellApartAsync(AppPlan plan, Func<string, CatalogExplore?> find, Func<PlanWidget, bool> isNew, PlanNotes notes, CancellationToken cancellationToken)
    {
        var known = new Dictionary<(string Explore, string Field), IReadOnlyList<CatalogField>>();
        var pages = new List<PlanPage>();
        foreach (var page in plan.Pages)
        {
            var widgets = new List<PlanWidget>();
            foreach (var widget in page.Widgets) widgets.Add(isNew(widget) && find(widget.Explore) is { } explore ? widget with { Keys = await KeysAsync(widget, explore, known, notes, cancellationToken) } : widget);
            pages.Add(page with { Widgets = widgets });
        }

        return plan with { Pages = pages };
    }

    private async Task<IReadOnlyList<PlanField>> KeysAsync(
        PlanWidget widget, CatalogExplore explore, Dictionary<(string Explore, string Field), IReadOnlyList<CatalogField>> known, PlanNotes notes, CancellationToken cancellationToken)
    {
        // Charts with one place for each name cannot show two of it.
        if (widget.Time is not null || widget.Chart is not (ChartKind.HorizontalBar or ChartKind.Table or ChartKind.Scatter)) return [];
        var keys = new List<PlanField>();
        foreach (var dimension in widget.Dimensions.Select(field => explore.Find(field.Name)).OfType<CatalogField>().Where(field => NamesRows(field, explore)))
        {
            if (!known.TryGetValue((explore.Name, dimension.Name), out var key)) known[(explore.Name, dimension.Name)] = key = await KeyAsync(dimension, explore, notes, cancellationToken);
            keys.AddRange(key.Where(field => widget.Dimensions.All(shown => shown.Name != field.Name)).Select(PlanField.Of));
        }

        return keys;
    }

    /// <summary>Whether the values are what the rows of its model go by.</summary>
    private static bool NamesRows(CatalogField field, CatalogExplore explore)
        => field is { Type: Semantics.Model.FieldType.String, IsIdentifier: false, IsOrdinal: false } && explore.HasKey(field.Model) && FieldNaming.NamesRows(field, NameWords.ModelStems(field.ModelLabel));

    private async Task<IReadOnlyList<CatalogField>> KeyAsync(CatalogField dimension, CatalogExplore explore, PlanNotes notes, CancellationToken cancellationToken)
    {
        var key = explore.KeyOf(dimension.Model);
        if (key.Contains(dimension)) return [];
        if (key.Count == 0)
        {
            if (await CountsTogetherAsync(dimension, explore, cancellationToken)) notes.Assume($"{dimension.Label} does not tell all {Wording.Lower(dimension.ModelLabel)} apart, and nothing that you may see does, so those of one name count as one.");
            return [];
        }

        if (explore.Metrics.FirstOrDefault(metric => MetricChoice.IsShowable(metric) && explore.Works(metric)) is not { } metric) return [];
        var rows = await AskAsync(Listed(explore, metric, dimension) with { Keys = [.. key.Select(PlanField.Of)], IsSortedByName = true, Limit = MostRows }, cancellationToken);
        // What stands for so many rows each is a class of them, such as the kind of an event, and tells nothing apart.
        if (rows is null || rows.Count >= MostOfOneName * rows.Select(row => row[0]).Distinct().Count() || !rows.Zip(rows.Skip(1)).Any(pair => pair.First[0] is not null && Equals(pair.First[0], pair.Second[0]))) return [];
        notes.Assume($"{dimension.Label} does not tell all {Wording.Lower(dimension.ModelLabel)} apart, so {Wording.List(key.Select(field => Wording.Lower(field.Label)))} stands beside it and those of one name are not added up.");
        return key;
    }

    /// <summary>Whether some name stands for several rows, by the count of the model's own rows.</summary>
    private async Task<bool> CountsTogetherAsync(CatalogField dimension, CatalogExplore explore, CancellationToken cancellationToken)
    {
        var model = NameWords.ModelStems(dimension.ModelLabel);
        if (explore.Metrics.FirstOrDefault(field => field.IsCount && field.Model == dimension.Model && field.Names.Any(name => name.Stems.SequenceEqual(model)) && explore.Works(field)) is not { } count) return false;
        return await AskAsync(Listed(explore, count, dimension) with { Limit = 1 }, cancellationToken) is [[_, var most]] && most is not null && Convert.ToDouble(most, CultureInfo.InvariantCulture) > 1;
    }

    private static PlanWidget Listed(CatalogExplore explore, CatalogField metric, CatalogField dimension) => new()
    {
        Name = Name,
        Title = Name,
        Chart = ChartKind.Table,
        Explore = explore.Name,
        Metrics = [PlanField.Of(metric)],
        Dimensions = [PlanField.Of(dimension)],
        Where = [.. explore.Required.Where(condition => explore.Find(condition.Field) is { IsTime: false })],
    };

    private Task<IReadOnlyList<IReadOnlyList<object?>>?> AskAsync(PlanWidget widget, CancellationToken cancellationToken)
        => source.AskAsync(new AppPlan { Title = Name, Pages = [new PlanPage { Name = Name, Title = Name, Widgets = [widget] }] }, Name, cancellationToken);
}

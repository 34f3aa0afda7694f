using System.CommandLine;
using System.Text.Json;
using Vitrine.Semantics.Lightdash;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Web.Api;

namespace Vitrine.Web.Commands.Semantic;

/// <summary><c>vitrine semantic explores</c>: the compiled explores as JSON, hidden ones and hidden fields too.</summary>
internal sealed class ExploresVerb : IVerb
{
    public Command Create()
    {
        var options = new LayerOptions();
        var command = new Command("explores", "Write the compiled explores as one JSON list.");
        var theirs = new Option<bool>("--lightdash-compatible") { Description = "In the shape of Lightdash's compiled explores, to compare with them: fields by table and name, groups by their names in meta." };
        options.AddLayer(command);
        command.Options.Add(theirs);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var layer = await options.ReadLayerAsync(parsed, cancellationToken);
            var explores = layer.ExploreNames.Order(StringComparer.Ordinal).Select(name => layer.TryGetExplore(name, out var explore) ? explore : null).OfType<Explore>();
            await using var output = Console.OpenStandardOutput();
            if (parsed.GetValue(theirs)) await JsonSerializer.SerializeAsync(output, explores.Select(LightdashExploreWriter.Write), WireForm.OfVerbs, cancellationToken);
            else await JsonSerializer.SerializeAsync(output, explores.Select(Of), WireForm.OfVerbs, cancellationToken);
            await Console.Out.WriteLineAsync();
            return 0;
        });
        return command;
    }

    private static ExploreShape Of(Explore explore) => new(
        explore.Name,
        explore.Label,
        explore.Description,
        explore.Hidden,
        explore.BaseTable,
        explore.Groups,
        explore.Tags,
        explore.Owner,
        explore.ListsByLabel,
        explore.Joins,
        [.. explore.RequiredFilters.Select(Of)],
        [.. explore.DefaultFilters.Select(Of)],
        [.. explore.Dimensions.Select(field => new DimensionShape(
            field.Reference.Id, field.Reference.Table, field.Reference.Name, field.Label, field.TableLabel, field.Description, field.Type, field.Hidden, field.Groups, field.TablesReferences, field.Format,
            field.Interval, field.IntervalBase?.Id, field.IsIntervalBase, field.Links, field.Colors, field.FilterValues))],
        [.. explore.Metrics.Select(field => new MetricShape(
            field.Reference.Id, field.Reference.Table, field.Reference.Name, field.Label, field.TableLabel, field.Description, field.Type, field.Hidden, field.Groups, field.TablesReferences, field.Format, field.Kind,
            field.IsListed, field.Owner, field.Categories, field.Drivers, field.ShowUnderlyingValues, field.Links))]);

    private static FilterShape Of(ExploreFilter filter) => new(filter.Field.Id, filter.Rule.Operator, filter.Rule.Values, filter.Rule.Unit, filter.Rule.Completed);

    private sealed record ExploreShape(
        string Name, string Label, string? Description, bool Hidden, string BaseTable, IReadOnlyList<string> Groups, IReadOnlyList<string> Tags, string? Owner, bool ListsByLabel, IReadOnlyList<ExploreJoin> Joins,
        IReadOnlyList<FilterShape> RequiredFilters, IReadOnlyList<FilterShape> DefaultFilters, IReadOnlyList<DimensionShape> Dimensions, IReadOnlyList<MetricShape> Metrics);

    private sealed record FilterShape(string Field, FilterOperator Operator, IReadOnlyList<string?> Values, FilterUnit? Unit, bool Completed);

    private sealed record DimensionShape(
        string Id, string Table, string Name, string Label, string TableLabel, string? Description, FieldType Type, bool Hidden, IReadOnlyList<string> Groups, IReadOnlyList<string> TablesReferences,
        FieldFormat? Format, TimeInterval? Interval, string? IntervalBase, bool IsIntervalBase, IReadOnlyList<FieldLink> Links, IReadOnlyDictionary<string, string> Colors, FilterValues? FilterValues);

    private sealed record MetricShape(
        string Id, string Table, string Name, string Label, string TableLabel, string? Description, FieldType Type, bool Hidden, IReadOnlyList<string> Groups, IReadOnlyList<string> TablesReferences,
        FieldFormat? Format, MetricType Kind, bool IsListed, string? Owner, IReadOnlyList<string> Categories, IReadOnlyList<string> Drivers, IReadOnlyList<string> ShowUnderlyingValues, IReadOnlyList<FieldLink> Links);
}

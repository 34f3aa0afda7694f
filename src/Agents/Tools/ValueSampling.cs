using System.Text.Json;
using Vitrine.Projects;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Tools;

/// <summary>
/// Values of a dimension, asked as an app would ask: through a contract made for the purpose, with the author's permissions. Of numbers and times the least and the greatest ones, of
/// the rest a list.
/// </summary>
internal static class ValueSampling
{
    private const int Ends = 5;
    private const string Filter = "value", Lowest = "lowest", Highest = "highest";

    public static async Task<OptionList> RunAsync(ToolContext context, string exploreName, string fieldName, string? search, CancellationToken cancellationToken)
    {
        context.RequireExposure(DataExposure.Samples);
        var explore = ExploreLookup.Require(context.Project, context.Author, exploreName);
        var field = ExploreLookup.RequireField(context.Project, context.Author, explore, fieldName);
        if (field is not Dimension) throw ToolInput.Bad($"{fieldName} is a metric and has no values of its own.");
        var file = FileFor(explore, field);
        if (field.Type is FieldType.String or FieldType.Boolean) return await context.Contracts.ValuesAsync(context.Project, context.Author, file, Filter, search, cancellationToken);
        var low = await context.Contracts.RunAsync(context.Project, context.Author, file, Lowest, Nothing, null, false, cancellationToken);
        var high = await context.Contracts.RunAsync(context.Project, context.Author, file, Highest, Nothing, null, false, cancellationToken);
        var values = low.Rows.Concat(high.Rows.Reverse()).Select(row => row[0]).Where(cell => cell.Raw is not null).DistinctBy(cell => cell.Formatted);
        return new OptionList { Values = [.. values], Truncated = low.Truncated };
    }

    private static JsonElement Nothing { get; } = ToolInput.Schema("{}");

    private static ContractFile FileFor(Explore explore, Field field)
    {
        var from = new FieldMention(explore.Name, default);
        var mention = new FieldMention(field.Reference.ToString(), default);
        QueryContract Contract(string name, bool descending) => new()
        {
            Name = name,
            Spot = default,
            Explore = from,
            Dimensions = [new ContractDimension.Fixed(mention)],
            Sort = [new ContractSort(mention, descending)],
            Limit = Ends,
            MaximumLimit = Ends,
        };
        return new ContractFile
        {
            Hash = "",
            Filters = [new ContractArgument { Name = Filter, Field = mention, Spot = default, Operators = ["equals"], Options = true, Explore = from }],
            Contracts = [Contract(Lowest, false), Contract(Highest, true)],
        };
    }
}

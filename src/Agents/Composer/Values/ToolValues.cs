using System.Globalization;
using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Writing;
using Vitrine.Primitives;

namespace Vitrine.Agents.Composer.Values;

/// <summary>Values by the tools of the turn, each asked once. Where the project exposes none, nobody is asked again.</summary>
internal sealed class ToolValues(ToolBox tools) : IValueSource
{
    private readonly Dictionary<(string, string, string?), ValueList?> known = [];
    private bool isClosed;

    public Task<ValueList?> FindAsync(CatalogExplore explore, CatalogField field, string? search, CancellationToken cancellationToken)
        => FindAsync(explore.Name, field.Name, search, cancellationToken);

    public async Task<ValueList?> FindAsync(string explore, string field, string? search, CancellationToken cancellationToken)
    {
        if (isClosed) return null;
        if (known.TryGetValue((explore, field, search), out var list)) return list;
        try
        {
            var options = await tools.SampleValuesAsync(explore, field, search, cancellationToken);
            list = new ValueList([.. options.Values.Where(cell => cell.Raw is not null).Select(cell => Convert.ToString(cell.Raw, CultureInfo.InvariantCulture)!)], options.Truncated);
        }
        catch (RefusalException refusal)
        {
            isClosed = refusal.Code == "tools.not-exposed";
        }

        return known[(explore, field, search)] = list;
    }

    public async Task<IReadOnlyList<IReadOnlyList<object?>>?> AskAsync(AppPlan plan, string widget, CancellationToken cancellationToken)
    {
        if (isClosed) return null;
        try
        {
            var answer = await tools.TryContractAsync(QueriesWriter.Write(plan), widget, cancellationToken);
            return [.. answer.Rows.Select(row => row.Select(cell => cell.Raw).ToList())];
        }
        catch (RefusalException refusal)
        {
            // A question that fails is found by the gates, with its place.
            isClosed = refusal.Code == "tools.not-exposed";
            return null;
        }
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Vitrine.Primitives;

namespace Vitrine.Agents.Clarifying;

/// <summary>Reads plans that come from outside.</summary>
internal static class PlanForm
{
    // People send back what they were shown: nothing may be there that a plan has not, and nothing may be missing.
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>A plan of a request, or a refusal (<c>turns.bad-plan</c>).</summary>
    public static BuildPlan Read(JsonElement plan)
    {
        try
        {
            return Whole(JsonSerializer.Deserialize<BuildPlan>(plan, Strict));
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            throw new RefusalException("turns.bad-plan", "'plan' has to be an object as the turn shows it: pages with a title and widgets, contracts with name, explore, dimensions and metrics, and filters.");
        }
    }

    /// <summary>The plan without the holes that JSON can have: what is null is not there.</summary>
    public static BuildPlan Whole(BuildPlan? plan) => new()
    {
        Pages = [.. Items(plan?.Pages).Select(page => new PlannedPage(page.Title ?? "", [.. Items(page.Widgets).Select(widget => widget with { Title = widget.Title ?? "" })]))],
        Contracts = [.. Items(plan?.Contracts).Select(contract => new PlannedContract(contract.Name ?? "", contract.Explore ?? "", [.. Items(contract.Dimensions)], [.. Items(contract.Metrics)]))],
        Filters = [.. Items(plan?.Filters)],
    };

    private static IEnumerable<T> Items<T>(IEnumerable<T?>? items)
        where T : class
        => (items ?? []).OfType<T>();
}

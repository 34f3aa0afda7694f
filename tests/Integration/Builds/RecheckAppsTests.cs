using System.Text;
using System.Text.Json.Nodes;
using Vitrine.Integration.Serving;

namespace Vitrine.Integration.Builds;

/// <summary>An ingest that takes away what a published app asks for says so at the app, and one that brings it back takes that word back.</summary>
public sealed class RecheckAppsTests(SharedApp app) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task A_field_that_went_away_is_told_with_its_contracts_until_it_is_back()
    {
        Assert.Empty(await LostAsync());

        // Another form of the same dbt project, in which nothing is missing.
        await app.IngestAsync(Changed(_ => { }));
        Assert.Empty(await LostAsync());

        await app.IngestAsync(Changed(metrics => metrics.Remove("unique_order_count")));
        var broken = await LostAsync();
        Assert.Contains(broken, line => line.Contains("orders.unique_order_count", StringComparison.Ordinal) && line.Contains("orders_by_center", StringComparison.Ordinal));
        Assert.Contains(broken, line => line.Contains("orders.unique_order_count", StringComparison.Ordinal) && line.Contains("total", StringComparison.Ordinal));

        await app.IngestAsync(app.Jaffle.Manifest);
        Assert.Empty(await LostAsync());
    }

    [Fact]
    public async Task A_field_that_has_another_name_is_told_with_the_name_that_is_near()
    {
        await app.IngestAsync(Changed(metrics =>
        {
            var metric = metrics["unique_order_count"]!.DeepClone();
            metrics.Remove("unique_order_count");
            metrics["unique_orders_count"] = metric;
        }));

        Assert.Contains(await LostAsync(), line => line.Contains("orders.unique_order_count", StringComparison.Ordinal));

        await app.IngestAsync(app.Jaffle.Manifest);
        Assert.Empty(await LostAsync());
    }

    [Fact]
    public async Task An_ingest_says_before_it_is_in_force_what_is_different_and_which_apps_break()
    {
        var changed = Changed(metrics => metrics.Remove("unique_order_count"));
        var trial = await app.TryIngestAsync(changed);
        Assert.True(trial is { IsTrial: true, IsUnchanged: false });
        var removed = Assert.Single(trial.Changes);
        Assert.Equal(("orders.unique_order_count", "count_distinct (number)"), (removed.Field, removed.Before));
        Assert.Contains("orders", removed.Explores);
        var broken = Assert.Single(trial.Broken);
        Assert.Contains(broken.Findings, line => line.Contains("orders.unique_order_count", StringComparison.Ordinal) && line.Contains("orders_by_center", StringComparison.Ordinal));
        Assert.NotNull(broken.Name);
        Assert.Empty(await LostAsync());
        // dbt writes the time of its run into every manifest; that alone is no change.
        Assert.True((await app.TryIngestAsync(Changed(_ => { }))).IsUnchanged);
    }

    /// <summary>What is told, but for the contract that its author was never allowed to ask.</summary>
    private async Task<IReadOnlyList<string>> LostAsync() => [.. (await app.BrokenAsync()).Where(line => !line.Contains("contract ages", StringComparison.Ordinal))];

    private byte[] Changed(Action<JsonObject> change)
    {
        var root = JsonNode.Parse(app.Jaffle.Manifest)!;
        root["metadata"]!["invocation_id"] = Guid.CreateVersion7().ToString();
        var orders = root["nodes"]!.AsObject().Select(entry => entry.Value!).Single(node => (string?)node["name"] == "orders" && (string?)node["resource_type"] == "model");
        foreach (var meta in new[] { orders["columns"]!["order_id"]!["meta"], orders["columns"]!["order_id"]!["config"]?["meta"] }.OfType<JsonObject>())
        {
            if (meta["metrics"] is JsonObject metrics) change(metrics);
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }
}

using System.Text.Json;
using Vitrine.Access;
using Vitrine.Agents;
using Vitrine.Agents.Tools;
using Vitrine.Builds.Workspaces;
using Vitrine.Integration.Queries;
using Vitrine.Queries.Execution;
using Vitrine.Queries.Limits;

namespace Vitrine.Integration.Agents;

/// <summary>The tools that ask for data, over the jaffle project: what they tell is what the author may see.</summary>
public sealed class DataToolTests : IAsyncDisposable
{
    private readonly JaffleProject jaffle = new();
    private readonly ContractRunner runner = new(new QuerySettings(), TimeProvider.System);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        runner.Dispose();
        await jaffle.DisposeAsync();
    }

    [Fact]
    public async Task Values_are_those_that_the_author_may_see()
    {
        const string Input = """{"explore":"orders","field":"orders.fulfillment_center"}""";
        Assert.Equal("\"east_coast\"", await CallAsync("sample_values", Input, JaffleProject.Person("east_coast")));
        Assert.Equal("\"central\"\n\"east_coast\"", await CallAsync("sample_values", Input, JaffleProject.Person("central", "east_coast")));
        Assert.Equal("\"central\"", await CallAsync("sample_values", """{"explore":"orders","field":"orders.fulfillment_center","search":"CENT"}""", JaffleProject.Person("central", "east_coast")));
    }

    [Fact]
    public async Task Of_a_date_the_first_and_the_last_are_shown()
    {
        var answer = await CallAsync("sample_values", """{"explore":"orders","field":"orders.order_date"}""", JaffleProject.Person("central", "east_coast"));
        var days = jaffle.Ask("SELECT strftime(min(order_date), '%Y-%m-%d'), strftime(max(order_date), '%Y-%m-%d') FROM orders WHERE fulfillment_center IN ('central', 'east_coast')")[0];
        var lines = answer.Split('\n');
        Assert.StartsWith($"\"{days[0]}", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith($"\"{days[1]}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_name_gets_the_nearest()
    {
        Assert.Contains("Did you mean orders?", await CallAsync("get_explore", """{"name":"ordrs"}""", JaffleProject.Person("central"), isError: true), StringComparison.Ordinal);
        Assert.Contains("orders.fulfillment_center", await CallAsync("sample_values", """{"explore":"orders","field":"orders.fulfilment_center"}""", JaffleProject.Person("central"), isError: true), StringComparison.Ordinal);
        Assert.Contains("Metrics:", await CallAsync("get_explore", """{"name":"orders"}""", JaffleProject.Person("central")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_explore_tells_by_what_the_rows_behind_a_number_are_shown()
    {
        var told = await CallAsync("get_explore", """{"name":"orders"}""", JaffleProject.Person("central"));
        var lines = told.Split('\n').Where(line => line.Contains("Rows behind it", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.EndsWith(" Rows behind it are told by orders.amount, customers.first_name.", line));
    }

    private async Task<string> CallAsync(string tool, string input, Principal author, bool isError = false)
    {
        var files = new AppFiles(AppSource.Empty, (_, _, _) => Task.CompletedTask);
        var tools = new ToolBox(ToolList.All, new ToolContext(jaffle.Open(), author, files, null!, runner, isLanguageModel: true), new ToolBudget(new TurnSettings()));
        using var json = JsonDocument.Parse(input);
        var result = await tools.InvokeAsync(tool, json.RootElement, Stop);
        Assert.True(result.IsError == isError, result.Text);
        return result.Text;
    }
}

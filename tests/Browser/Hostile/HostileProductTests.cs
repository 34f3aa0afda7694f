using System.Text.Json;
using Microsoft.Playwright;
using Vitrine.Browser.Product;

namespace Vitrine.Browser.Hostile;

/// <summary>
/// A hostile app that was published, in the real viewer page of the real server, opened by somebody with a session: it takes the kit's port for itself, has that person's rows in its hands, and
/// can do nothing with them.
/// </summary>
public sealed class HostileProductTests(HostileProduct product, ChromiumFixture chromium) : IClassFixture<HostileProduct>, IClassFixture<ChromiumFixture>
{
    private const string Contracts = """
        version: 1
        filters:
          center: { field: orders.fulfillment_center, max: 2, options: true }
          hidden: { field: orders.order_id }
        contracts:
          total: { explore: orders, dimensions: [orders.fulfillment_center], metrics: [orders.unique_order_count], use: [center, hidden], limit: 5, maxLimit: 10 }
        """;

    // What the boot script gives instead: it lasts as long as the document, and nothing else sees it.
    private static readonly string[] OwnMemory = ["localStorage", "sessionStorage"];

    [Fact]
    public async Task An_app_with_rows_in_its_hands_gets_none_of_them_out()
    {
        await using var trap = new LoopbackTrap();
        await using var context = await chromium.NewContextAsync();
        var (page, frame) = await OpenAsync(context, await product.PublishAsync("Thief", Script(trap, "\"all\""), Contracts));
        var (popups, downloads, dialogs) = (new List<string>(), new List<string>(), new List<string>());
        context.Page += (_, other) => popups.Add(other.Url);
        page.Download += (_, download) => downloads.Add(download.Url);
        page.Dialog += (_, dialog) => dialogs.Add(dialog.Message);
        await frame.WaitForFunctionAsync("() => window.RESULTS !== undefined", null, new() { Timeout = 120_000 });
        // There is no event for what does not happen.
        await page.WaitForTimeoutAsync(1500);

        // The rows that it would have taken along are there, and are those of the one who looks.
        Assert.Equal(["central"], await frame.EvaluateAsync<string[]>("() => window.HEARD.find(message => message.ok)?.result.rows.map(row => row['orders.fulfillment_center'].raw) ?? []"));
        var results = JsonSerializer.Deserialize<Dictionary<string, string>>(await frame.EvaluateAsync<string>("JSON.stringify(window.RESULTS)"))!;
        Assert.Empty(trap.Heard);
        Assert.Empty(results.Where(entry => entry.Value.StartsWith("BROKEN", StringComparison.Ordinal)).Select(entry => entry.Key).Except(OwnMemory));
        Assert.True(results.Count > 110, $"{results.Count} attempts");
        Assert.Empty(popups);
        Assert.Empty(downloads);
        Assert.Empty(dialogs);
        Assert.EndsWith("/p/jaffle/apps/thief", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_that_took_the_port_gets_answers_to_its_own_contracts_and_to_nothing_else()
    {
        await using var trap = new LoopbackTrap();
        await using var context = await chromium.NewContextAsync();
        await product.PublishAsync("Neighbour", "window.READY=true;", Contracts.Replace("total:", "neighbours:", StringComparison.Ordinal));
        var (page, frame) = await OpenAsync(context, await product.PublishAsync("Asker", Script(trap, "null"), Contracts));
        (string Message, bool IsAnswered)[] questions =
        [
            ("{ type: 'query', contract: 'total', arguments: {} }", true),
            ("{ type: 'query', contract: 'total', arguments: { center: ['central', 'west_coast'] }, limit: 10 }", true),
            ("{ type: 'values', filter: 'center' }", true),
            ("{ type: 'query', contract: 'neighbours', arguments: {} }", false),
            ("{ type: 'query', contract: 'total/../../../../neighbour/versions/1/contracts/neighbours', arguments: {} }", false),
            ("{ type: 'query', contract: 'total', arguments: {}, limit: 11 }", false),
            ("{ type: 'query', contract: 'total', arguments: {}, limit: -1 }", false),
            ("{ type: 'query', contract: 'total', arguments: { center: ['a', 'b', 'c'] } }", false),
            ("{ type: 'query', contract: 'total', arguments: { center: { operator: 'greaterThan', values: ['a'] } } }", false),
            ("{ type: 'query', contract: 'total', arguments: { center: { operator: 'equals', values: ['a'], sql: '1=1' } } }", false),
            ("{ type: 'query', contract: 'total', arguments: { region: ['West'] } }", false),
            ("{ type: 'values', filter: 'hidden' }", false),
            ("{ type: 'values', filter: 'orders.order_id' }", false),
            ("{ type: 'underlying', contract: 'total', arguments: {}, row: {} }", false),
            ("{ type: 'query', contract: 'total', arguments: {}, principal: 'ada@example.com', version: 2, sql: 'SELECT 1' }", true),
            ("{ type: 'navigate', href: '/api/v1/session' }", false),
            ("{ type: 'externalFetch', url: '/api/v1/session' }", false),
        ];
        for (var at = 0; at < questions.Length; at++)
        {
            await frame.EvaluateAsync($"() => window.PORT.postMessage({{ ...{questions[at].Message}, id: {1000 + at} }})");
            await frame.WaitForFunctionAsync("id => window.HEARD.some(message => message.id === id)", 1000 + at);
            var answer = await frame.EvaluateAsync<JsonElement>("id => { const message = window.HEARD.find(one => one.id === id); return { ok: message.ok === true, text: JSON.stringify(message) }; }", 1000 + at);
            var text = answer.GetProperty("text").GetString()!;
            Assert.True(questions[at].IsAnswered == answer.GetProperty("ok").GetBoolean(), $"{questions[at].Message}: {text}");
            // Whatever it asks for, it sees what the one who looks may see.
            foreach (var secret in new[] { "west_coast", "east_coast", "ada@example.com", "SELECT" }) Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }

        Assert.Empty(trap.Heard);
        Assert.EndsWith("/p/jaffle/apps/asker", page.Url, StringComparison.Ordinal);
    }

    private async Task<(IPage Page, IFrame Frame)> OpenAsync(IBrowserContext context, string address)
    {
        context.SetDefaultTimeout(Visitor.Patience);
        await product.SignInAsync(context);
        var page = await context.NewPageAsync();
        await page.GotoAsync(address);
        await page.Locator("iframe").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var frame = page.Frames.Single(each => each.ParentFrame == page.MainFrame);
        await frame.WaitForFunctionAsync("() => window.PORT !== undefined && window.HEARD.some(message => message.ok)");
        return (page, frame);
    }

    /// <summary>Uses the kit as any app does, and takes its port when it asks its first question.</summary>
    private string Script(LoopbackTrap trap, string run) => $$"""
        window.TRAP='{{trap.Address}}';window.HOST='{{product.Origin}}';window.OTHER_DOCUMENT='{{product.Origin}}/run/none/';window.RUN={{run}};window.HEARD=[];
        const post = MessagePort.prototype.postMessage;
        MessagePort.prototype.postMessage = function (...all) {
          if (!window.PORT && all[0]?.type === "query") {
            window.PORT = this;
            this.addEventListener("message", (event) => window.HEARD.push(event.data));
          }
          return post.apply(this, all);
        };
        const { createElement } = __v.react;
        const { mountApp, registerContracts, Page, KpiRow } = {{product.Kit}};
        const column = (key, kind, type) => ({ key, kind, label: key, type });
        registerContracts({ total: { label: "Total", uses: [], arguments: {}, slots: {}, many: [], sortBy: [], limit: 5, maxLimit: 10, underlying: false,
          columns: [column("orders.fulfillment_center", "dimension", "string"), column("orders.unique_order_count", "metric", "number")] } }, {});
        mountApp(() => createElement(Page, { title: "Hostile" }, createElement(KpiRow, { contract: "total", cards: [{ metric: "orders.unique_order_count", label: "Orders" }] })));
        {{HostileSite.ReadScript("attempts.js")}}
        """;
}

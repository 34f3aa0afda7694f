using System.Net;
using System.Text.Json;
using Vitrine.Access;
using Vitrine.Builds;
using Vitrine.Builds.Register;
using Vitrine.Integration.Builds;
using Vitrine.Sandboxes;

namespace Vitrine.Integration.Web;

/// <summary>The list of sandboxes over HTTP, as an administrator has it.</summary>
[Collection(typeof(WebServer))]
public sealed class SandboxTests(WebServer web)
{
    private const string All = "/api/v1/sandboxes";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_that_works_is_listed_with_its_owner_and_killed()
    {
        var turn = await web.OnceAsync("sandbox list", () => web.MakeAsync(WebServer.GoodPrompt, name: "Sandboxed"));
        var (sandbox, entry) = Open();
        entry.Run(await OwnerAsync(turn.ProjectId, turn.AppId), sandbox.Id);
        var listed = await FindAsync(web.Admin, entry, one => one.GetProperty("state").GetString() == "running");
        Assert.Equal((sandbox.Id, "Sandboxed", web.Demo.Analyst.Name, "local"), (Text(listed, "sandboxId"), Text(listed.GetProperty("app"), "name"), Text(listed.GetProperty("person"), "name"), Text(listed, "provider")));
        Assert.Equal(0, listed.GetProperty("dollars").GetDecimal());
        Assert.True(listed.GetProperty("memoryBytes").GetInt64() > 0);

        using (var answer = await web.Admin.CallAsync(HttpMethod.Delete, $"{All}/{entry.Number}")) Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await sandbox.Killed.WaitAsync(Stop);
        Assert.DoesNotContain(await ListAsync(web.Admin), one => one.GetProperty("id").GetGuid() == entry.Number);
        entry.Close();
        Assert.Equal((404, "sandbox.unknown"), await web.Admin.RefusedAsync(HttpMethod.Delete, $"{All}/{entry.Number}"));
    }

    [Fact]
    public async Task Another_organization_sees_and_kills_what_nobody_has_claimed_and_nothing_else()
    {
        var (ready, free) = Open();
        var (sandbox, own) = Open();
        own.Run(await OwnerAsync(Guid.CreateVersion7(), Guid.CreateVersion7()), sandbox.Id);
        free.IsReady();
        await FindAsync(web.Admin, own, one => one.GetProperty("state").GetString() == "running");
        await FindAsync(web.Other, free, one => one.GetProperty("state").GetString() == "ready");
        Assert.DoesNotContain(await ListAsync(web.Other), one => one.GetProperty("id").GetGuid() == own.Number);
        Assert.Equal((404, "sandbox.unknown"), await web.Other.RefusedAsync(HttpMethod.Delete, $"{All}/{own.Number}"));
        Assert.False(sandbox.Killed.IsCompleted);
        using (var answer = await web.Other.CallAsync(HttpMethod.Delete, $"{All}/{free.Number}")) Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await ready.Killed.WaitAsync(Stop);
        own.Close();
        free.Close();
    }

    [Fact]
    public async Task Only_those_who_manage_the_organization_have_it()
    {
        foreach (var person in new[] { web.Analyst, web.Viewer })
        {
            Assert.Equal(403, (await person.RefusedAsync(HttpMethod.Get, All)).Status);
            Assert.Equal(403, (await person.RefusedAsync(HttpMethod.Delete, $"{All}/{Guid.CreateVersion7()}")).Status);
        }

        using var page = await web.Analyst.CallAsync(HttpMethod.Get, "/settings/sandboxes");
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        using var seen = await web.Admin.CallAsync(HttpMethod.Get, "/settings/sandboxes");
        Assert.Contains("Sandboxes", await seen.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_asks_as_often_for_many_apps_as_for_one()
    {
        var admin = (await web.Admin.ReadAsync<JsonElement>(HttpMethod.Get, "/api/v1/session")).GetProperty("personId").GetGuid();
        var principal = (await web.Get<PrincipalSource>().FindAsync(admin, Stop))!;
        var list = web.Get<ListSandboxes>();
        using var queries = await QueryCount.StartAsync(Stop);
        var entries = new List<SandboxEntry>();
        var asked = new List<int>();
        foreach (var more in new[] { 1, 4 })
        {
            for (var at = 0; at < more; at++)
            {
                var (sandbox, entry) = Open();
                entry.Run(await OwnerAsync(Guid.CreateVersion7(), Guid.CreateVersion7()), sandbox.Id);
                entries.Add(entry);
                await FindAsync(web.Admin, entry, one => one.GetProperty("state").GetString() == "running");
            }

            var before = queries.Count;
            await list.HandleAsync(principal, Stop);
            asked.Add(queries.Count - before);
        }

        foreach (var entry in entries) entry.Close();
        Assert.True(asked[0] > 0);
        Assert.Equal(asked[0], asked[1]);
    }

    private static string? Text(JsonElement from, string name) => from.GetProperty(name).GetString();

    private static async Task<List<JsonElement>> ListAsync(HttpClient person) => [.. (await person.ReadAsync<JsonElement>(HttpMethod.Get, All)).EnumerateArray()];

    /// <summary>The entry, when the list says that of it: it is written down a moment after it changed.</summary>
    private static async Task<JsonElement> FindAsync(HttpClient person, SandboxEntry entry, Func<JsonElement, bool> isIt)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(Stop))
        {
            if ((await ListAsync(person)).Find(one => one.GetProperty("id").GetGuid() == entry.Number) is { ValueKind: JsonValueKind.Object } found && isIt(found)) return found;
        }

        throw new InvalidOperationException("It was given up.");
    }

    private (NotedSandbox Sandbox, SandboxEntry Entry) Open()
    {
        var sandbox = new NotedSandbox();
        return (sandbox, web.Get<SandboxRegister>().Open(sandbox));
    }

    private async Task<SandboxOwner> OwnerAsync(Guid project, Guid app)
    {
        var analyst = (await web.Analyst.ReadAsync<JsonElement>(HttpMethod.Get, "/api/v1/session")).GetProperty("personId").GetGuid();
        return new SandboxOwner((await web.Get<PrincipalSource>().FindAsync(analyst, Stop))!.OrganizationId, project, app, Guid.CreateVersion7(), analyst);
    }
}

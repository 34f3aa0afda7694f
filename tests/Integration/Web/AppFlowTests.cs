using System.Net;
using System.Text.Json;
using Vitrine.Access;
using Vitrine.Agents.Files;
using Vitrine.Agents.Turns;
using Vitrine.Apps;
using Vitrine.Web.Api;
using Vitrine.Web.Showing;

namespace Vitrine.Integration.Web;

/// <summary>The life of an app over the API, as a program sees it.</summary>
[Collection(typeof(WebServer))]
public sealed class AppFlowTests(WebServer web)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_prompt_is_taken_at_once_and_its_events_are_the_same_as_a_stream_and_as_a_list()
    {
        using var accepted = await web.Analyst.CallAsync(HttpMethod.Post, "/api/v1/projects/shop/apps", new { prompt = WebServer.GoodPrompt, kind = "slides", name = "Followed" });
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        var address = accepted.Headers.Location!.ToString();
        var stream = await web.Analyst.GetStringAsync(address + "/events", Stop);
        var streamed = stream.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => line[6..]).ToList();
        using var request = new HttpRequestMessage(HttpMethod.Get, address + "/events") { Headers = { { "Accept", "application/json" } } };
        using var answer = await web.Analyst.SendAsync(request, Stop);
        var listed = JsonSerializer.Deserialize<JsonElement[]>(await answer.Content.ReadAsStringAsync(Stop))!;
        Assert.Equal(listed.Select(entry => entry.GetRawText()), streamed);
        Assert.Equal("ended", listed[^1].GetProperty("kind").GetString());

        var turn = await web.Analyst.ReadAsync<TurnRecord>(HttpMethod.Get, address);
        Assert.Equal((TurnState.Done, 1, "It shows one."), (turn.State, turn.VersionNumber, turn.Message));
        Assert.Equal(turn.Id, Assert.Single(await web.Analyst.ReadAsync<TurnRecord[]>(HttpMethod.Get, $"/api/v1/apps/{turn.AppSlug}/turns")).Id);
        var picture = listed.First(entry => entry.GetProperty("kind").GetString() == "screenshot").GetProperty("data").GetProperty("blob").GetString();
        Assert.Equal("not really a picture", await web.Analyst.GetStringAsync($"{address}/screenshots/{picture}", Stop));
    }

    [Fact]
    public async Task A_version_shows_its_report_pictures_source_and_bundle_to_its_editors()
    {
        var turn = await web.MakeAsync(WebServer.GoodPrompt);
        var at = $"/api/v1/apps/{turn.AppId}/versions/1";
        Assert.Equal(VersionStatus.Ready, (await web.Analyst.ReadAsync<VersionRecord>(HttpMethod.Get, at)).Status);
        Assert.Equal(1, Assert.Single(await web.Analyst.ReadAsync<VersionRecord[]>(HttpMethod.Get, $"/api/v1/apps/{turn.AppId}/versions")).Number);
        Assert.Equal("passed", (await web.Analyst.ReadAsync<JsonElement>(HttpMethod.Get, at + "/report")).GetProperty("status").GetString());
        Assert.Equal("one", (await web.Analyst.ReadAsync<Dictionary<string, string>>(HttpMethod.Get, at + "/source"))["src/App.tsx"]);

        using var bundle = await web.Analyst.CallAsync(HttpMethod.Get, at + "/bundle");
        Assert.Equal(("text/plain", "<!doctype html><p>one</p>"), (bundle.Content.Headers.ContentType!.MediaType, await bundle.Content.ReadAsStringAsync(Stop)));

        using var picture = await web.Analyst.CallAsync(HttpMethod.Get, at + "/screenshots/desktop.png");
        Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
        using var again = new HttpRequestMessage(HttpMethod.Get, at + "/screenshots/desktop.png") { Headers = { IfNoneMatch = { picture.Headers.ETag! } } };
        using var unchanged = await web.Analyst.SendAsync(again, Stop);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal((404, "http.not-found"), await web.Analyst.RefusedAsync(HttpMethod.Get, at + "/screenshots/nothing.png"));
        Assert.Equal((404, "access.not-found"), await web.Analyst.RefusedAsync(HttpMethod.Get, $"/api/v1/apps/{turn.AppId}/versions/2"));

        // The administrator edits it too and has the same attributes but one; pictures are for people with the same data.
        using var thumbnail = await web.Analyst.CallAsync(HttpMethod.Get, $"/api/v1/apps/{turn.AppId}/thumbnail");
        Assert.Equal(HttpStatusCode.OK, thumbnail.StatusCode);
    }

    [Fact]
    public async Task Publishing_chooses_what_viewers_get_and_a_page_that_is_open_goes_on()
    {
        var turn = await web.MakeAsync(WebServer.GoodPrompt, name: "Published step by step");
        var app = $"/api/v1/apps/{turn.AppId}";
        Assert.Equal((404, "access.not-found"), await web.Viewer.RefusedAsync(HttpMethod.Get, app));
        Assert.Equal(1, (await web.Analyst.ReadAsync<AppRecord>(HttpMethod.Post, app + "/versions/1/publish")).PublishedVersion);
        Assert.Equal((404, "access.not-found"), await web.Viewer.RefusedAsync(HttpMethod.Get, app));
        Assert.Equal(web.Demo.SharedSpace, (await web.Admin.ReadAsync<AppRecord>(HttpMethod.Post, app + "/move", new { spaceId = web.Demo.SharedSpace })).SpaceId);
        var seen = await web.Viewer.ReadAsync<AppRecord>(HttpMethod.Get, app);
        Assert.Equal((1, false), (seen.PublishedVersion, seen.MayEdit));

        var second = await web.EndAsync(await web.Admin.ReadAsync<TurnRecord>(HttpMethod.Post, app + "/turns", new { prompt = "write src/App.tsx two\nfinish Two." }), web.Admin);
        Assert.Equal(2, second.VersionNumber);
        Assert.Equal((404, "access.not-found"), await web.Viewer.RefusedAsync(HttpMethod.Get, app + "/versions/2"));
        await ChangesAsync(app);
        await web.Admin.ReadAsync<AppRecord>(HttpMethod.Post, app + "/versions/2/publish");
        foreach (var number in new[] { 1, 2 }) Assert.Equal(number, (await web.Viewer.ReadAsync<VersionView>(HttpMethod.Get, $"{app}/versions/{number}")).Number);
        var shown = await web.Viewer.ReadAsync<VersionView>(HttpMethod.Get, app + "/versions/2");
        Assert.Equal(("", null, null, null), (shown.Prompt, shown.Contracts, shown.Source, shown.TurnId));
        var edited = await web.Analyst.ReadAsync<VersionView>(HttpMethod.Get, app + "/versions/2");
        Assert.Contains("revenue_by_region", edited.Contracts, StringComparison.Ordinal);
        Assert.Equal((second.Id, true), (edited.TurnId, edited.Source is not null));

        Assert.Equal(3, (await web.Admin.ReadAsync<AppRecord>(HttpMethod.Post, app + "/versions/1/restore")).DraftVersion);
        Assert.Equal((404, "access.not-found"), await web.Viewer.RefusedAsync(HttpMethod.Get, app + "/versions/3"));
        using var unpublished = await web.Admin.CallAsync(HttpMethod.Post, app + "/unpublish");
        Assert.Equal(HttpStatusCode.NoContent, unpublished.StatusCode);
        Assert.Equal((404, "access.not-found"), await web.Viewer.RefusedAsync(HttpMethod.Get, app + "/versions/2"));
    }

    /// <summary>What the second version has that the first has not.</summary>
    private async Task ChangesAsync(string app)
    {
        var changes = await web.Analyst.ReadAsync<CompareVersions.Comparison>(HttpMethod.Get, app + "/versions/2/changes");
        Assert.Equal((1, new SourceChange("src/App.tsx", SourceChangeKind.Changed, 1, 1, "@@ -1,1 +1,1 @@\n-one\n+two")), (changes.Since, Assert.Single(changes.Files)));
        var first = await web.Analyst.ReadAsync<CompareVersions.Comparison>(HttpMethod.Get, app + "/versions/1/changes");
        Assert.Null(first.Since);
        Assert.Equal(["src/App.tsx", "src/queries.yml", "src/theme.css"], first.Files.Select(file => file.Path));
        Assert.All(first.Files, file => Assert.Equal((SourceChangeKind.Added, 0), (file.Kind, file.Removed)));
        Assert.Equal(("two", "one"), (await web.Analyst.ReadAsync<CompareVersions.Comparison>(HttpMethod.Get, app + "/versions/1/changes?since=2")).Files[0].Diff!.Split('\n') is [_, ['-', .. var old], ['+', .. var now]] ? (old, now) : default);
        Assert.Equal((400, "apps.same-version"), await web.Analyst.RefusedAsync(HttpMethod.Get, app + "/versions/2/changes?since=2"));
        Assert.Equal((404, "access.not-found"), await web.Analyst.RefusedAsync(HttpMethod.Get, app + "/versions/2/changes?since=9"));
        // The first one is published; its source is its editors' alone.
        foreach (var number in new[] { 1, 2 }) Assert.Equal((404, "access.not-found"), await web.Viewer.RefusedAsync(HttpMethod.Get, $"{app}/versions/{number}/changes"));
    }

    [Fact]
    public async Task A_list_says_whose_the_personal_apps_of_others_are()
    {
        await web.MakeAsync(WebServer.GoodPrompt, name: "Personal to the analyst");
        var analyst = (await web.Get<PrincipalSource>().FindByEmailAsync(web.Demo.Analyst.Email, Stop))!;
        foreach (var page in new[] { "/p/shop", "/p/shop/apps" })
        {
            Assert.Contains($"{analyst.Name}’s", await PageAsync(web.Admin, page), StringComparison.Ordinal);
            var own = await PageAsync(web.Analyst, page);
            Assert.Contains("Personal</span>", own, StringComparison.Ordinal);
            Assert.DoesNotContain($"{analyst.Name}’s", own, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_that_is_not_for_somebody_says_so_in_words()
    {
        var page = await PageAsync(web.Viewer, "/settings/people");
        Assert.Contains("You may not add people or change them. Ask an administrator of your organization.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("manage:", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_that_is_not_published_leads_its_editors_to_the_builder_and_is_not_there_for_others()
    {
        var turn = await web.MakeAsync(WebServer.GoodPrompt, name: "Not published at all");
        var address = $"/p/shop/apps/{turn.AppSlug}";
        await web.Admin.ReadAsync<AppRecord>(HttpMethod.Post, $"/api/v1/apps/{turn.AppId}/move", new { spaceId = web.Demo.SharedSpace });
        using var editors = await web.Admin.CallAsync(HttpMethod.Get, address);
        Assert.Equal((HttpStatusCode.Redirect, address + "/edit"), (editors.StatusCode, editors.Headers.Location?.AbsolutePath));
        using var viewers = await web.Viewer.CallAsync(HttpMethod.Get, address);
        Assert.Equal(HttpStatusCode.NotFound, viewers.StatusCode);
        // In the words of the refusal, which the page of what is not there has to take over.
        Assert.Contains("or you may not see it. Ask whoever shared it with you.", await viewers.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    private static async Task<string> PageAsync(HttpClient person, string path)
    {
        using var page = await person.CallAsync(HttpMethod.Get, path);
        return WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task An_app_is_renamed_copied_and_deleted()
    {
        var turn = await web.MakeAsync(WebServer.GoodPrompt, name: "Before");
        var app = $"/api/v1/apps/{turn.AppId}";
        var renamed = await web.Analyst.ReadAsync<AppRecord>(HttpMethod.Patch, app, new { name = "  After  " });
        Assert.Equal(("After", turn.AppSlug), (renamed.Name, renamed.Slug));
        Assert.Equal((400, "apps.bad-name"), await web.Analyst.RefusedAsync(HttpMethod.Patch, app, new { name = " " }));
        Assert.Equal((400, "apps.bad-name"), await web.Analyst.RefusedAsync(HttpMethod.Patch, app, new { name = new string('x', 201) }));

        var described = await web.Analyst.ReadAsync<AppRecord>(HttpMethod.Patch, app, new { description = " What it shows. " });
        Assert.Equal(("After", "What it shows."), (described.Name, described.Description));
        Assert.Equal("What it shows.", (await web.Analyst.ReadAsync<AppRecord>(HttpMethod.Patch, app, new { name = "Later" })).Description);
        Assert.Equal((400, "apps.bad-description"), await web.Analyst.RefusedAsync(HttpMethod.Patch, app, new { description = new string('x', 301) }));
        Assert.Equal((400, "apps.nothing-to-change"), await web.Analyst.RefusedAsync(HttpMethod.Patch, app, new { }));
        Assert.Equal((404, "access.not-found"), await web.Viewer.RefusedAsync(HttpMethod.Patch, app, new { description = "Mine." }));
        Assert.Null((await web.Analyst.ReadAsync<AppRecord>(HttpMethod.Patch, app, new { description = "" })).Description);

        var copy = await web.Analyst.ReadAsync<AppRecord>(HttpMethod.Post, app + "/duplicate", new { name = "A copy" });
        Assert.Equal(("A copy", 1, true), (copy.Name, copy.DraftVersion, copy.Id != turn.AppId));
        Assert.Equal("one", (await web.Analyst.ReadAsync<Dictionary<string, string>>(HttpMethod.Get, $"/api/v1/apps/{copy.Id}/versions/1/source"))["src/App.tsx"]);

        using var deleted = await web.Analyst.CallAsync(HttpMethod.Delete, app);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        foreach (var gone in new[] { app, app + "/versions", $"/api/v1/turns/{turn.Id}" })
            Assert.Equal((404, "access.not-found"), await web.Analyst.RefusedAsync(HttpMethod.Get, gone));
        Assert.Equal(copy.Id, (await web.Analyst.ReadAsync<AppRecord>(HttpMethod.Get, $"/api/v1/apps/{copy.Slug}")).Id);
    }

    [Fact]
    public async Task Two_prompts_at_once_are_done_in_order()
    {
        web.Points.Hold("two at once");
        var first = await web.Analyst.ReadAsync<TurnRecord>(HttpMethod.Post, "/api/v1/projects/shop/apps", new { prompt = "pause two at once\nwrite src/App.tsx first\nfinish First." });
        await web.Points.ReachedAsync("two at once", Stop);
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(number =>
            web.Analyst.ReadAsync<TurnRecord>(HttpMethod.Post, $"/api/v1/apps/{first.AppId}/turns", new { prompt = $"write src/pages/P{number}.tsx {number}\nfinish {number}." })));
        web.Points.Open("two at once");
        Assert.Equal([2, 3], both.Select(turn => turn.Number).Order());
        var ended = new List<TurnRecord>();
        foreach (var turn in both.OrderBy(turn => turn.Number)) ended.Add(await web.EndAsync(turn));
        Assert.Equal([2, 3], ended.Select(turn => turn.VersionNumber));
        Assert.True(ended[0].EndedAt <= ended[1].StartedAt);
        var source = await web.Analyst.ReadAsync<Dictionary<string, string>>(HttpMethod.Get, $"/api/v1/apps/{first.AppId}/versions/3/source");
        Assert.Superset(new HashSet<string> { "src/App.tsx", "src/pages/P0.tsx", "src/pages/P1.tsx" }, source.Keys.ToHashSet());
    }

    [Fact]
    public async Task A_question_is_answered_and_a_turn_is_stopped()
    {
        var waiting = await web.MakeAsync("write src/App.tsx half\nask Which one?|West|East\nfinish Answered.");
        Assert.Equal((TurnState.Waiting, "Which one?"), (waiting.State, waiting.Question));
        Assert.Equal((400, "turns.prompt-empty"), await web.Analyst.RefusedAsync(HttpMethod.Post, $"/api/v1/turns/{waiting.Id}/answer", new { answer = " " }));
        using var asked = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/turns/{waiting.Id}/events") { Headers = { { "Accept", "application/json" } } };
        using var events = await web.Analyst.SendAsync(asked, Stop);
        var last = JsonSerializer.Deserialize<JsonElement[]>(await events.Content.ReadAsStringAsync(Stop))![^1].GetProperty("sequence").GetInt64();
        Assert.Equal((409, "turns.other-question"), await web.Analyst.RefusedAsync(HttpMethod.Post, $"/api/v1/turns/{waiting.Id}/answer", new { answer = "West", questionId = waiting.Id }));
        Assert.Equal((400, "request.bad-member"), await web.Analyst.RefusedAsync(HttpMethod.Post, $"/api/v1/turns/{waiting.Id}/answer", new { answer = "West", questionId = "the first" }));
        await web.Analyst.ReadAsync<TurnRecord>(HttpMethod.Post, $"/api/v1/turns/{waiting.Id}/answer", new { answer = "West", questionId = waiting.QuestionId });
        var answered = await web.EndAsync(waiting, after: last);
        Assert.Equal((TurnState.Done, 1), (answered.State, answered.VersionNumber));
        Assert.Equal((409, "turns.not-waiting"), await web.Analyst.RefusedAsync(HttpMethod.Post, $"/api/v1/turns/{waiting.Id}/answer", new { answer = "East" }));

        web.Points.Hold("to be stopped");
        var running = await web.Analyst.ReadAsync<TurnRecord>(HttpMethod.Post, "/api/v1/projects/shop/apps", new { prompt = "write src/App.tsx x\npause to be stopped\nfinish Never." });
        await web.Points.ReachedAsync("to be stopped", Stop);
        await web.Analyst.ReadAsync<TurnRecord>(HttpMethod.Post, $"/api/v1/turns/{running.Id}/cancel");
        var stopped = await web.EndAsync(running);
        Assert.Equal((TurnState.Cancelled, "turns.cancelled", 1), (stopped.State, stopped.Code, stopped.VersionNumber));
        Assert.Equal(TurnState.Cancelled, (await web.Analyst.ReadAsync<TurnRecord>(HttpMethod.Post, $"/api/v1/turns/{running.Id}/cancel")).State);
        Assert.Equal((409, "apps.failed-version"), await web.Analyst.RefusedAsync(HttpMethod.Post, $"/api/v1/apps/{running.AppId}/versions/1/publish"));
    }

    [Fact]
    public async Task A_declined_prompt_leaves_no_app_behind_and_can_be_read_by_who_asked()
    {
        var before = await NamesAsync(web.Analyst);
        var declined = await web.MakeAsync("decline There is nothing about the weather here; ask for revenue or orders.", name: "Weather on Mars");
        Assert.Equal((TurnState.Declined, "turns.declined", null), (declined.State, declined.Code, declined.VersionNumber));
        Assert.Equal(before, await NamesAsync(web.Analyst));
        Assert.DoesNotContain("Weather on Mars", await NamesAsync(web.Admin));
        Assert.Contains("nothing about the weather", (await web.Analyst.ReadAsync<TurnRecord>(HttpMethod.Get, $"/api/v1/turns/{declined.Id}")).Message, StringComparison.Ordinal);
        using var page = await web.Analyst.CallAsync(HttpMethod.Get, $"/p/shop/apps/{declined.AppSlug}/edit");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);

        // Whoever asks for something else there gets the app.
        var next = await web.EndAsync(await web.Analyst.ReadAsync<TurnRecord>(HttpMethod.Post, $"/api/v1/apps/{declined.AppId}/turns", new { prompt = WebServer.GoodPrompt }));
        Assert.Equal(1, next.VersionNumber);
        Assert.Contains("Weather on Mars", await NamesAsync(web.Analyst));
    }

    [Fact]
    public async Task An_app_that_is_being_built_or_failed_stays_in_the_list()
    {
        web.Points.Hold("in the list");
        var running = await web.Analyst.ReadAsync<TurnRecord>(HttpMethod.Post, "/api/v1/projects/shop/apps", new { prompt = "pause in the list\nrefuse It does not work today.", name = "Seen while it is built" });
        await web.Points.ReachedAsync("in the list", Stop);
        Assert.Contains("Seen while it is built", await NamesAsync(web.Analyst));
        web.Points.Open("in the list");
        var ended = await web.EndAsync(running);
        Assert.Equal((TurnState.Failed, "test.refused"), (ended.State, ended.Code));
        Assert.Contains("Seen while it is built", await NamesAsync(web.Analyst));
    }

    private static async Task<string[]> NamesAsync(HttpClient person) => [.. (await person.ReadAsync<AppRecord[]>(HttpMethod.Get, "/api/v1/projects/shop/apps")).Select(app => app.Name)];
}

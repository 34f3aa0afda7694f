using System.Text.Json;
using Vitrine.Access;
using Vitrine.Agents;
using Vitrine.Agents.Tools;
using Vitrine.Builds.Workspaces;
using Vitrine.Projects;
using Vitrine.Projects.Catalog;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Agents;

/// <summary>Tools as a language model calls them: by name, with JSON.</summary>
public sealed class FileToolTests
{
    private readonly List<string> told = [];
    private readonly AppFiles files;
    private readonly ToolBox tools;

    public FileToolTests()
    {
        files = new AppFiles(AppSource.Empty.With("src/App.tsx", "one\ntwo\nthree\ntwo\n"), (kind, data, _) =>
        {
            told.Add($"{kind} {JsonSerializer.Serialize(data)}");
            return Task.CompletedTask;
        });
        var record = new ProjectRecord { Id = Guid.Empty, OrganizationId = Guid.Empty, Slug = "p", Name = "P", CreatedAt = default };
        var layer = new SemanticLayer(_ => null, () => []) { Adapter = "duckdb", Hash = "h", ExploreNames = [] };
        var project = new OpenProject(record, layer, null!, new ProjectSettings { DataExposure = DataExposure.SchemaOnly }, "1", TimeProvider.System);
        var author = new Principal { PersonId = Guid.Empty, OrganizationId = Guid.Empty, Email = "a@example.com", Name = "A", Attributes = new Dictionary<string, IReadOnlyList<string>>() };
        var context = new ToolContext(project, author, files, null!, null!, isLanguageModel: true);
        tools = new ToolBox(ToolList.All, context, new ToolBudget(new TurnSettings { Steps = 12 }));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_written_read_edited_and_removed()
    {
        Assert.Equal("Written: src/pages/A.tsx (2 lines).", await CallAsync("write_file", """{"path":"./src/pages/A.tsx","text":"a\r\nb\n"}"""));
        Assert.Equal("1: a\n2: b\n", await CallAsync("read_file", """{"path":"src/pages/A.tsx"}"""));
        Assert.Equal("Edited: src/pages/A.tsx (2 places, 3 lines now).", await CallAsync("edit_file", """{"path":"src/pages/A.tsx","edits":[{"old":"a\n","new":"A\nA2\n"},{"old":"A2","new":"x"}]}"""));
        Assert.Equal("A\nx\nb\n", files.Find("src/pages/A.tsx"));
        Assert.Equal("src/App.tsx (4 lines)\nsrc/pages/A.tsx (3 lines)", await CallAsync("list_files", "{}"));
        Assert.Equal("Removed: src/pages/A.tsx.", await CallAsync("delete_file", """{"path":"src/pages/A.tsx"}"""));
        Assert.Equal(
            [
                """file {"path":"src/pages/A.tsx","change":"written","lines":2,"added":2,"removed":0,"diff":"@@ -0,0 \u002B1,2 @@\n\u002Ba\n\u002Bb"}""",
                """file {"path":"src/pages/A.tsx","change":"edited","lines":3,"added":2,"removed":1,"diff":"@@ -1,2 \u002B1,3 @@\n-a\n\u002BA\n\u002Bx\n b"}""",
                """file {"path":"src/pages/A.tsx","change":"deleted","lines":0,"added":0,"removed":3,"diff":"@@ -1,3 \u002B0,0 @@\n-A\n-x\n-b"}""",
            ],
            told);
    }

    [Fact]
    public async Task Letters_that_only_Unicode_takes_for_line_breaks_stay_and_a_byte_order_mark_goes()
    {
        Assert.Equal("Written: src/pages/A.tsx (2 lines).", await CallAsync("write_file", "{\"path\":\"src/pages/A.tsx\",\"text\":\"\\ufeffconst a = 'x\\u2028\\u0085';\\r\\nb\\r\"}"));
        Assert.Equal("const a = 'x\u2028\u0085';\nb\n", files.Find("src/pages/A.tsx"));
        await CallAsync("edit_file", "{\"path\":\"src/pages/A.tsx\",\"edits\":[{\"old\":\"x\\u2028\",\"new\":\"\\u2029\"}]}");
        Assert.Equal("const a = '\u2029\u0085';\nb\n", files.Find("src/pages/A.tsx"));
    }

    [Theory]
    [InlineData("""{"path":"src/App.tsx","edits":[{"old":"two","new":"2"}]}""", "stands in src/App.tsx 2 times (lines 2, 4)")]
    [InlineData("""{"path":"src/App.tsx","edits":[{"old":"one","new":"1"},{"old":"thre e","new":"3"}]}""", "The text of edit 2 does not stand in src/App.tsx; nothing was changed. The nearest lines are:\n1: 1\n2: two\n3: three")]
    [InlineData("""{"path":"src/App.tsx","edits":[{"old":"","new":"3"}]}""", "is empty")]
    [InlineData("""{"path":"src/Ap.tsx","edits":[{"old":"one","new":"3"}]}""", "There is no file src/Ap.tsx. Did you mean src/App.tsx?")]
    [InlineData("""{"path":"src/App.tsx","edits":[]}""", "1 to 50 objects")]
    [InlineData("""{"path":"src/App.tsx","edit":[]}""", "There is no input 'edit'. Did you mean edits?")]
    [InlineData("""{"path":7,"edits":[]}""", "'path' has to be text")]
    public async Task An_edit_that_misses_changes_nothing_and_says_why(string input, string says)
    {
        Assert.Contains(says, await CallAsync("edit_file", input, isError: true), StringComparison.Ordinal);
        Assert.Equal("one\ntwo\nthree\ntwo\n", files.Find("src/App.tsx"));
        Assert.Empty(told);
    }

    [Theory]
    [InlineData("../etc/passwd")]
    [InlineData("src/gen/queries.ts")]
    [InlineData("src/entry.tsx")]
    [InlineData("package.json")]
    public async Task What_an_app_may_not_have_is_not_written(string path)
    {
        await CallAsync("write_file", JsonSerializer.Serialize(new { path, text = "x" }), isError: true);
        Assert.Single(files.List());
    }

    [Fact]
    public async Task A_file_is_read_in_parts()
    {
        Assert.Equal("2: two\n… 2 more lines; read on from 3.\n", await CallAsync("read_file", """{"path":"src/App.tsx","from":2,"lines":1}"""));
        Assert.Equal("The file has 4 lines.", await CallAsync("read_file", """{"path":"src/App.tsx","from":9}""", isError: true));
    }

    [Fact]
    public async Task The_same_call_is_not_answered_again_and_again()
    {
        for (var i = 0; i < 2; i++) await CallAsync("list_files", "{}");
        Assert.Contains("was made 2 times already", await CallAsync("list_files", "{}", isError: true), StringComparison.Ordinal);
        await files.WriteAsync("src/pages/B.tsx", "b", Stop);
        await CallAsync("list_files", "{}");
    }

    [Fact]
    public async Task Steps_are_counted_and_the_last_ends_the_turn()
    {
        for (var i = 0; i < 12; i++) await CallAsync("read_file", $$"""{"path":"src/App.tsx","from":1,"lines":{{i + 1}}}""");
        using var input = JsonDocument.Parse("{}");
        var result = await tools.InvokeAsync("list_files", input.RootElement, Stop);
        Assert.Equal("turns.steps-spent", Assert.IsType<AgentEnding.GaveUp>(result.Ending).Code);
    }

    [Fact]
    public async Task Data_is_told_only_as_far_as_the_project_allows()
    {
        Assert.Contains("does not let a language model see values", await CallAsync("sample_values", """{"explore":"orders","field":"orders.status"}""", isError: true), StringComparison.Ordinal);
        Assert.Contains("does not let a language model see rows", await CallAsync("run_contract", """{"name":"x"}""", isError: true), StringComparison.Ordinal);
        Assert.Contains("does not let a language model see rows", await CallAsync("screenshot", "{}", isError: true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_and_declining_end_the_run()
    {
        using var question = JsonDocument.Parse("""{"question":"Which?","choices":["A","B"]}""");
        Assert.Equal(["A", "B"], Assert.IsType<AgentEnding.Asking>((await tools.InvokeAsync("ask_user", question.RootElement, Stop)).Ending).Choices);
        using var message = JsonDocument.Parse("""{"message":"There is no such data."}""");
        Assert.Equal("There is no such data.", Assert.IsType<AgentEnding.Declined>((await tools.InvokeAsync("decline", message.RootElement, Stop)).Ending).Message);
        Assert.Contains("There is no tool sudo", await CallAsync("sudo", "{}", isError: true), StringComparison.Ordinal);
    }

    private async Task<string> CallAsync(string tool, string input, bool isError = false)
    {
        using var json = JsonDocument.Parse(input);
        var result = await tools.InvokeAsync(tool, json.RootElement, Stop);
        Assert.True(result.IsError == isError, result.Text);
        return result.Text;
    }
}

using System.Text.Json;

namespace Vitrine.Integration.Web;

/// <summary><c>vitrine doctor</c> as a process, beside the running server.</summary>
[Collection(typeof(WebServer))]
public sealed class DoctorVerbTests(WebServer web)
{
    [Fact]
    public async Task It_looks_at_everything_and_tells_no_secret()
    {
        var run = await RunAsync([("S3_SECRET_KEY", "secret-of-s3"), ("SITE_URL", "http://localhost:8080")], "--json");
        var findings = run.Json.EnumerateArray().ToDictionary(finding => Text(finding, "name"));
        Assert.Superset(new HashSet<string> { "Data apps", "Data folder", "Database", "Object store", "Sandboxes", "Browser", "Addresses", "App template", "App build", "Page script" }, findings.Keys.ToHashSet());
        Assert.All(findings.Values, finding => Assert.NotEmpty(Text(finding, "finding")));
        Assert.Equal(findings.Values.Any(finding => Text(finding, "status") == "broken") ? 1 : 0, run.ExitCode);
        Assert.Equal(("fine", "fine", "fine"), (Text(findings["Data apps"], "status"), Text(findings["Database"], "status"), Text(findings["Data folder"], "status")));
        Assert.DoesNotContain("secret-of-s3", run.Output + run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_has_a_remedy_and_the_exit_code_says_so()
    {
        var run = await RunAsync([("VITRINE_TEMPLATE", "/nowhere"), ("APPS_RUNTIME_ENABLED", "false"), ("APPS_RUNTIME_ENABLE", "true"), ("DATABASE_URL", "postgres://ada:secret-of-ada@127.0.0.1:1/none")]);
        Assert.Equal(1, run.ExitCode);
        foreach (var part in new[] { "Set APPS_RUNTIME_ENABLED=true", "There is no such setting", "APPS_RUNTIME_ENABLED", "Run eng/prepare-template.sh", "things are broken" })
            Assert.Contains(part, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-ada", run.Output + run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/proc/nowhere")]
    [InlineData("/dev/null")]
    public async Task A_data_folder_that_cannot_be_is_one_line_of_the_report(string folder)
    {
        var run = await VitrineProcess.RunAsync(folder, "doctor", "--json");
        var finding = run.Json.EnumerateArray().Single(one => Text(one, "name") == "Data folder");
        Assert.Equal((1, "broken"), (run.ExitCode, Text(finding, "status")));
        Assert.Contains("VITRINE_DATA", Text(finding, "finding"), StringComparison.Ordinal);
        Assert.DoesNotContain("went wrong", run.Errors, StringComparison.Ordinal);
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private Task<VitrineProcess.Result> RunAsync((string Name, string Value)[] settings, params string[] words) => VitrineProcess.RunAsync(web.Server.Folder.Path, settings, ["doctor", .. words]);
}

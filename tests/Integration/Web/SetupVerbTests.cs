using System.Net;
using System.Text.RegularExpressions;
using Vitrine.Outside.Http;
using Vitrine.Web.Hosting;

namespace Vitrine.Integration.Web;

/// <summary><c>vitrine setup</c> as a process, over an empty data folder.</summary>
public sealed class SetupVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-setup-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task It_makes_the_first_administrator_once_who_then_signs_in()
    {
        var made = await SetUpAsync("--organization", "Acme [and] sons", "--email", "ada@acme.example");
        Assert.Equal((0, ""), (made.ExitCode, made.Errors));
        Assert.Contains("Acme [and] sons is set up.", made.Output, StringComparison.Ordinal);
        var password = Regex.Match(made.Output, "shown this once: ([a-z]{4}(?:-[a-z]{4}){3})").Groups[1].Value;

        var again = await SetUpAsync("--organization", "Other", "--email", "eve@acme.example");
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("(access.set-up-done)", again.Errors, StringComparison.Ordinal);

        var options = new ServerOptions { Listen = "http://127.0.0.1:0", IsQuiet = true, Settings = new Dictionary<string, string?> { ["VITRINE_DATA"] = folder, ["DATABASE_URL"] = null } };
        await using (var server = await VitrineServer.StartAsync(options, Stop))
        {
            using var browser = OutboundHttp.ForOperatorEndpoints(TimeSpan.FromMinutes(3));
            browser.BaseAddress = server.Address;
            using var wrong = await browser.CallAsync(HttpMethod.Post, "/api/v1/session", new { email = "eve@acme.example", password });
            using var right = await browser.CallAsync(HttpMethod.Post, "/api/v1/session", new { email = "ada@acme.example", password });
            Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (wrong.StatusCode, right.StatusCode));
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    [Theory]
    [InlineData("access.bad-name", " ", "ada@acme.example")]
    [InlineData("access.bad-email", "Acme", "ada")]
    [InlineData("access.weak-password", "Acme", "ada@acme.example", "--password-stdin")] // nothing stands there
    public async Task What_is_wrong_is_refused_and_the_next_try_works(string code, string organization, string email, params string[] more)
    {
        var refused = await SetUpAsync(["--organization", organization, "--email", email, .. more]);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"({code})", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await SetUpAsync("--organization", "Acme", "--email", "ada@acme.example", "--name", "Ada")).ExitCode);
    }

    private Task<VitrineProcess.Result> SetUpAsync(params string[] words) => VitrineProcess.RunAsync(folder, ["setup", .. words]);
}

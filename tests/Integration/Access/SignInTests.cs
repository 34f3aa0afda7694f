using System.Net;
using System.Net.Http.Json;
using System.Runtime.Versioning;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vitrine.Access;
using Vitrine.Access.People;
using Vitrine.Access.SignIn;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Integration.Access;

/// <summary>A small host with the pieces as Web puts them together.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private const string Password = "correct horse";
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-sign-in-").FullName;
    private IPAddress caller = IPAddress.Loopback;
    private WebApplication app = null!;
    private Principal admin = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration["VITRINE_DATA"] = folder;
        builder.Configuration["DATABASE_URL"] = "";
        builder.Services.AddStorage(builder.Configuration).AddAccess().AddVitrineAuthentication();
        app = builder.Build();
        app.Use((http, next) =>
        {
            http.Connection.RemoteIpAddress = caller;
            return next(http);
        });
        app.UseAuthentication();
        app.UseVitrinePrincipal();
        app.UseAuthorization();
        app.MapPost("/sign-in", async (SignInPerson.Request request, SignInPerson handler, HttpContext http) =>
        {
            try
            {
                return Results.Text((await handler.HandleAsync(request, http, http.RequestAborted)).Email);
            }
            catch (RefusalException refusal)
            {
                return Results.Json(new { refusal.Code, refusal.Message }, statusCode: 401);
            }
        }).AllowAnyone("One signs in here.");
        app.MapPost("/sign-out", (HttpContext http) => SignOutPerson.HandleAsync(http)).AllowAnyone("Anybody may leave.");
        app.MapGet("/api/who", (ICurrentPrincipal current) => $"{current.Principal?.Email} {current.Principal?.Role} {string.Join(',', current.Principal?.Attributes.GetValueOrDefault("region") ?? [])}")
            .RequireAccess(AccessAction.ViewOrganization);
        app.MapPost("/api/change", () => "changed").RequireAccess(AccessAction.ViewOrganization);
        app.MapGet("/page", () => "page");
        app.MapGet("/open", () => "open").AllowAnyone("A test.");
        await app.StartAsync(Stop);
        admin = await Get<SetUpOrganization>().HandleAsync(new("Shop", "ada@example.com", "Ada", Password), Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_password_signs_in_and_signing_out_ends_it()
    {
        using var client = Client();
        using var response = await client.PostAsJsonAsync("/sign-in", new { email = " ADA@example.com ", password = Password }, Stop);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), value => value.StartsWith("vitrine=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);

        client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal("ada@example.com Admin ", await client.GetStringAsync("/api/who", Stop));
        using var gone = await client.PostAsync("/sign-out", null, Stop);
        Assert.Contains(gone.Headers.GetValues("Set-Cookie"), value => value.StartsWith("vitrine=;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_person_look_alike()
    {
        using var client = Client();
        using var wrong = await client.PostAsJsonAsync("/sign-in", new { email = "ada@example.com", password = "wrong wrong" }, Stop);
        using var unknown = await client.PostAsJsonAsync("/sign-in", new { email = "eve@example.com", password = "wrong wrong" }, Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(await wrong.Content.ReadAsStringAsync(Stop), await unknown.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_the_right_one_too()
    {
        var handler = Get<SignInPerson>();
        for (var i = 0; i < 5; i++) await Assert.ThrowsAsync<RefusalException>(() => handler.VerifyAsync(new("ada@example.com", "wrong wrong"), Stop));
        Assert.Equal("access.sign-in-failed", (await Assert.ThrowsAsync<RefusalException>(() => handler.VerifyAsync(new("ada@example.com", Password), Stop))).Code);
        await using var database = await Get<IDbContextFactory<VitrineDatabase>>().CreateDbContextAsync(Stop);
        Assert.True((await database.Set<PersonRow>().SingleAsync(Stop)).LockoutEnd > DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task Roles_and_attributes_are_those_of_the_moment()
    {
        var person = await Get<CreatePerson>().HandleAsync(new("bo@example.com", "Bo", OrganizationRole.Viewer, Password), admin, Stop);
        await Get<DefineUserAttribute>().HandleAsync(new("region", null, ["All"]), admin, Stop);
        using var client = await SignedInAsync("bo@example.com");
        Assert.Equal("bo@example.com Viewer All", await client.GetStringAsync("/api/who", Stop));

        await Get<ChangePerson>().HandleAsync(new(person.Id, Role: OrganizationRole.Editor), admin, Stop);
        await Get<SetAttributes>().HandleAsync(new(person.Id, new Dictionary<string, IReadOnlyList<string>> { ["region"] = ["West", "East"] }), admin, Stop);
        Assert.Equal("bo@example.com Editor West,East", await client.GetStringAsync("/api/who", Stop));
        await Get<SetAttributes>().HandleAsync(new(person.Id, new Dictionary<string, IReadOnlyList<string>>()), admin, Stop);
        Assert.Equal("bo@example.com Editor All", await client.GetStringAsync("/api/who", Stop));
    }

    [Fact]
    public async Task A_new_password_or_leaving_ends_every_cookie()
    {
        var person = await Get<CreatePerson>().HandleAsync(new("bo@example.com", "Bo", OrganizationRole.Viewer, Password), admin, Stop);
        using var client = await SignedInAsync("bo@example.com");
        await Get<SetPassword>().HandleAsync(new(person.Id, "another one here"), admin, Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/who", Stop)).StatusCode);

        using var again = await SignedInAsync("bo@example.com", "another one here");
        await Get<ChangePerson>().HandleAsync(new(person.Id, IsActive: false), admin, Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, (await again.GetAsync("/api/who", Stop)).StatusCode);
        await Assert.ThrowsAsync<RefusalException>(() => Get<SignInPerson>().VerifyAsync(new("bo@example.com", "another one here"), Stop));
    }

    [Fact]
    public async Task Only_administrators_manage_people_and_one_always_stays()
    {
        var person = await Get<CreatePerson>().HandleAsync(new("bo@example.com", "Bo", OrganizationRole.Editor, Password), admin, Stop);
        var bo = (await Get<PrincipalSource>().FindAsync(person.Id, Stop))!;
        Assert.Equal("access.forbidden", (await Assert.ThrowsAsync<RefusalException>(() => Get<CreatePerson>().HandleAsync(new("c@example.com", "C", OrganizationRole.Admin), bo, Stop))).Code);
        Assert.Equal("access.forbidden", (await Assert.ThrowsAsync<RefusalException>(() => Get<SetPassword>().HandleAsync(new(admin.PersonId, "a new password"), bo, Stop))).Code);
        Assert.Equal("access.last-admin", (await Assert.ThrowsAsync<RefusalException>(() => Get<ChangePerson>().HandleAsync(new(admin.PersonId, Role: OrganizationRole.Viewer), admin, Stop))).Code);
        Assert.Equal("access.wrong-password", (await Assert.ThrowsAsync<RefusalException>(() => Get<SetPassword>().HandleAsync(new(admin.PersonId, "a new password", "wrong"), admin, Stop))).Code);
        Assert.Equal("access.email-taken", (await Assert.ThrowsAsync<RefusalException>(() => Get<CreatePerson>().HandleAsync(new("BO@example.com", "B", OrganizationRole.Viewer), admin, Stop))).Code);
        Assert.Equal("access.weak-password", (await Assert.ThrowsAsync<RefusalException>(() => Get<CreatePerson>().HandleAsync(new("d@example.com", "D", OrganizationRole.Viewer, "short"), admin, Stop))).Code);
        Assert.Equal("access.set-up-done", (await Assert.ThrowsAsync<RefusalException>(() => Get<SetUpOrganization>().HandleAsync(new("X", "x@example.com", "X", Password), Stop))).Code);
        Assert.Equal(["Ada", "Bo"], (await Get<ListPeople>().HandleAsync(bo, Stop)).Select(row => row.Name));
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task The_loopback_token_is_its_owners_and_acts_for_whom_it_names()
    {
        await Get<CreatePerson>().HandleAsync(new("bo@example.com", "Bo", OrganizationRole.Viewer), admin, Stop);
        var token = Get<LoopbackToken>().Value;
        var file = Path.Combine(folder, LoopbackToken.FileName);
        Assert.Equal(token, (await File.ReadAllTextAsync(file, Stop)).Trim());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));

        Assert.StartsWith("ada@example.com Admin", await TextAsync(token, null), StringComparison.Ordinal);
        Assert.StartsWith("bo@example.com Viewer", await TextAsync(token, "bo@example.com"), StringComparison.Ordinal);
        Assert.Equal("401", await TextAsync(token, "eve@example.com"));
        Assert.Equal("401", await TextAsync(token + "x", null));
        Assert.Equal("401", await TextAsync(token, null, forwarded: true));
        caller = IPAddress.Parse("192.0.2.1");
        Assert.Equal("401", await TextAsync(token, null));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 200)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Origin", "http://localhost", 200)]
    [InlineData("X-Nothing", "1", 200)]
    public async Task Another_sites_page_changes_nothing(string header, string value, int expected)
    {
        using var client = await SignedInAsync("ada@example.com");
        client.DefaultRequestHeaders.Add(header, value);
        Assert.Equal(expected, (int)(await client.PostAsync("/api/change", null, Stop)).StatusCode);
    }

    [Fact]
    public async Task What_declares_nothing_is_for_nobody_who_is_not_signed_in()
    {
        using var client = Client();
        var page = await client.GetAsync("/page", Stop);
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.StartsWith("http://localhost/sign-in?returnUrl=%2Fpage", page.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/who", Stop)).StatusCode);
        Assert.Equal("open", await client.GetStringAsync("/open", Stop));
    }

    private HttpClient Client() => app.GetTestClient();

    private T Get<T>()
        where T : notnull
        => app.Services.GetRequiredService<T>();

    private async Task<string> TextAsync(string token, string? actAs, bool forwarded = false)
    {
        using var client = Client();
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");
        if (actAs is not null) client.DefaultRequestHeaders.Add(LoopbackToken.ActAsHeader, actAs);
        if (forwarded) client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");
        using var response = await client.GetAsync("/api/who", Stop);
        return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(Stop) : $"{(int)response.StatusCode}";
    }

    private async Task<HttpClient> SignedInAsync(string email, string password = Password)
    {
        var client = Client();
        using var response = await client.PostAsJsonAsync("/sign-in", new { email, password }, Stop);
        Assert.Equal(email, await response.Content.ReadAsStringAsync(Stop));
        client.DefaultRequestHeaders.Add("Cookie", response.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("vitrine=", StringComparison.Ordinal)).Split(';')[0]);
        return client;
    }
}

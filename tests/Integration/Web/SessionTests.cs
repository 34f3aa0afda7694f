using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Vitrine.Access.People;

namespace Vitrine.Integration.Web;

/// <summary>Signing in as browsers do, and what a cookie is good for.</summary>
[Collection(typeof(WebServer))]
public sealed class SessionTests(WebServer web)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_password_gives_a_cookie_that_scripts_and_other_sites_do_not_get()
    {
        using var browser = web.Client();
        using var signedIn = await browser.CallAsync(HttpMethod.Post, "/api/v1/session", new { email = web.Demo.Viewer.Email, password = web.Demo.Viewer.Password });
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"), value => value.StartsWith("vitrine=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);

        Carry(browser, signedIn);
        var session = await browser.ReadAsync<JsonElement>(HttpMethod.Get, "/api/v1/session");
        Assert.Equal((web.Demo.Viewer.Email, "viewer", "West", true), (
            session.GetProperty("email").GetString(), session.GetProperty("role").GetString(), session.GetProperty("attributes").GetProperty("region")[0].GetString(),
            session.GetProperty("dataApps").GetProperty("isOn").GetBoolean()));

        using var signedOut = await browser.CallAsync(HttpMethod.Delete, "/api/v1/session");
        Assert.Equal(HttpStatusCode.NoContent, signedOut.StatusCode);
        Assert.StartsWith("vitrine=;", Assert.Single(signedOut.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_passwords_say_nothing_about_who_is_here_and_lock_in_the_end()
    {
        var person = await PersonAsync("locked@example.com");
        var guess = new { email = person, password = "not the password" };
        Assert.Equal((401, "access.sign-in-failed"), await web.Nobody.RefusedAsync(HttpMethod.Post, "/api/v1/session", new { email = "eve@example.com", password = "x" }));
        for (var i = 0; i < 5; i++) Assert.Equal((401, "access.sign-in-failed"), await web.Nobody.RefusedAsync(HttpMethod.Post, "/api/v1/session", guess));
        Assert.Equal((401, "access.sign-in-failed"), await web.Nobody.RefusedAsync(HttpMethod.Post, "/api/v1/session", new { email = person, password = "a right password" }));
    }

    [Fact]
    public async Task What_another_sites_page_sends_with_the_cookie_is_refused()
    {
        using var browser = await SignedInAsync();
        foreach (var (header, value) in new[] { ("Origin", "https://evil.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/projects/shop/apps") { Content = new StringContent("{ \"prompt\": \"finish x\" }", null, "application/json") };
            request.Headers.TryAddWithoutValidation(header, value);
            using var response = await browser.SendAsync(request, Stop);
            Assert.Equal((403, "access.cross-site"), await response.RefusalAsync());
        }

        using var own = new HttpRequestMessage(HttpMethod.Post, "/api/v1/projects/shop/apps") { Content = new StringContent("{ \"prompt\": \"\" }", null, "application/json") };
        own.Headers.TryAddWithoutValidation("Origin", web.Server.Address!.GetLeftPart(UriPartial.Authority));
        using var answer = await browser.SendAsync(own, Stop);
        Assert.Equal((400, "turns.prompt-empty"), await answer.RefusalAsync());
    }

    [Fact]
    public async Task The_form_of_the_page_needs_its_token_and_returns_only_to_this_site()
    {
        using var browser = web.Client();
        using var page = await browser.GetAsync("/sign-in?returnUrl=%2Fp%2Fshop%2Fapps", Stop);
        Carry(browser, page);
        var html = await page.Content.ReadAsStringAsync(Stop);
        var token = Regex.Match(html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        Assert.NotEmpty(token);
        var form = new Dictionary<string, string> { ["_handler"] = "sign-in", ["Form.Email"] = web.Demo.Analyst.Email, ["Form.Password"] = web.Demo.Analyst.Password };

        using var without = await browser.PostAsync("/sign-in", new FormUrlEncodedContent(form), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);

        form["__RequestVerificationToken"] = token;
        using var elsewhere = await browser.PostAsync("/sign-in?returnUrl=https%3A%2F%2Fevil.example%2F", new FormUrlEncodedContent(form), Stop);
        Assert.Equal(HttpStatusCode.Redirect, elsewhere.StatusCode);
        Assert.DoesNotContain("evil.example", elsewhere.Headers.Location!.ToString(), StringComparison.Ordinal);
        using var entered = await browser.PostAsync("/sign-in?returnUrl=%2Fp%2Fshop%2Fapps", new FormUrlEncodedContent(form), Stop);
        Assert.EndsWith("/p/shop/apps", entered.Headers.Location!.ToString(), StringComparison.Ordinal);

        Carry(browser, entered);
        using var apps = await browser.GetAsync("/p/shop/apps", Stop);
        Assert.Equal(HttpStatusCode.OK, apps.StatusCode);
    }

    [Fact]
    public async Task A_new_password_ends_what_was_signed_in_with_the_old_one()
    {
        var person = await PersonAsync("changing@example.com");
        using var browser = await SignedInAsync(person, "a right password");
        var id = (await browser.ReadAsync<JsonElement>(HttpMethod.Get, "/api/v1/session")).GetProperty("personId").GetString();
        Assert.Equal((403, "access.wrong-password"), await browser.RefusedAsync(HttpMethod.Put, $"/api/v1/people/{id}/password", new { @new = "another password", present = "wrong" }));
        using var changed = await browser.CallAsync(HttpMethod.Put, $"/api/v1/people/{id}/password", new { @new = "another password", present = "a right password" });
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        Assert.Equal((401, "access.sign-in"), await browser.RefusedAsync(HttpMethod.Get, "/api/v1/session"));
    }

    private static void Carry(HttpClient browser, HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var cookies)) return;
        var carried = browser.DefaultRequestHeaders.TryGetValues("Cookie", out var known) ? known.Single() + "; " : "";
        browser.DefaultRequestHeaders.Remove("Cookie");
        browser.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", carried + string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0])));
    }

    private async Task<HttpClient> SignedInAsync(string? email = null, string? password = null)
    {
        var browser = web.Client();
        using var response = await browser.CallAsync(HttpMethod.Post, "/api/v1/session", new { email = email ?? web.Demo.Analyst.Email, password = password ?? web.Demo.Analyst.Password });
        Carry(browser, response);
        return browser;
    }

    private async Task<string> PersonAsync(string email)
    {
        await web.Admin.ReadAsync<PersonRecord>(HttpMethod.Post, "/api/v1/people", new { email, name = "Somebody", role = "viewer", password = "a right password" });
        return email;
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Vitrine.Primitives;
using Vitrine.Serving;

namespace Vitrine.Unit.Serving;

public sealed class ServingOptionsTests
{
    [Fact]
    public void Without_settings_pages_and_frames_share_the_origin_of_the_request()
    {
        var options = Read();
        Assert.Equal("http://127.0.0.1:8080", options.FrameOrigin(Request("127.0.0.1:8080")));
        Assert.Equal("http://127.0.0.1:8080", options.PageOrigin(Request("127.0.0.1:8080")));
    }

    [Theory]
    [InlineData("evil; script-src *")]
    [InlineData("a b")]
    [InlineData("a,b")]
    [InlineData("")]
    public void A_host_that_would_write_into_the_policy_is_replaced_by_the_site(string host)
        => Assert.Equal("http://localhost:8080", Read().PageOrigin(Request(host)));

    [Fact]
    public void A_preview_origin_that_is_the_site_is_none()
        => Assert.Null(Read(("SITE_URL", "https://a.example/"), ("APP_RUNTIME_PREVIEW_ORIGIN", "https://a.example")).PreviewOrigin);

    [Theory]
    [InlineData("SITE_URL", "vitrine.example.com")]
    [InlineData("SITE_URL", "file:///etc")]
    [InlineData("APP_RUNTIME_PREVIEW_ORIGIN", "javascript:alert(1)")]
    public void What_is_no_web_address_is_named(string name, string value)
        => Assert.Contains(name, Assert.Throws<RefusalException>(() => Read((name, value))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task The_doctor_says_what_is_missing_and_what_to_do()
    {
        var check = new ServingDoctorCheck(Configuration(("VITRINE_TEMPLATE", "/nowhere"), ("VITRINE_HOST_SCRIPT", "/nowhere"), ("SITE_URL", "https://a.example"), ("APP_RUNTIME_PREVIEW_ORIGIN", "http://b.example")));
        var findings = new List<DoctorFinding>();
        await foreach (var finding in check.CheckAsync(TestContext.Current.CancellationToken)) findings.Add(finding);
        Assert.Equal(["Addresses", "App template", "Page script"], findings.Select(finding => finding.Name));
        Assert.All(findings, finding => Assert.Equal(DoctorStatus.Broken, finding.Status));
        Assert.All(findings, finding => Assert.NotNull(finding.Remedy));
    }

    [Theory]
    [InlineData(null, "SITE_URL is not set")]
    [InlineData("https://a.example", "https://a.example")]
    public async Task The_doctor_names_no_address_that_nobody_set(string? site, string said)
    {
        var check = new ServingDoctorCheck(Configuration(("SITE_URL", site ?? ""), ("VITRINE_LISTEN", "http://localhost:8099")));
        await foreach (var finding in check.CheckAsync(TestContext.Current.CancellationToken))
        {
            if (finding.Name != "Addresses") continue;
            Assert.Contains(said, finding.Finding, StringComparison.Ordinal);
            Assert.DoesNotContain("localhost:8080", finding.Finding, StringComparison.Ordinal);
        }
    }

    private static ServingOptions Read(params (string Name, string Value)[] settings) => ServingOptions.From(Configuration(settings));

    private static IConfiguration Configuration(params (string Name, string Value)[] settings)
        => new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Name, setting.Value))).Build();

    private static HttpRequest Request(string host)
    {
        var context = new DefaultHttpContext();
        context.Request.Scheme = "http";
        context.Request.Host = new HostString(host);
        return context.Request;
    }
}

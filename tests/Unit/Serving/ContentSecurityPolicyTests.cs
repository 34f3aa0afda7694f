using Vitrine.Serving.Documents;

namespace Vitrine.Unit.Serving;

public sealed class ContentSecurityPolicyTests
{
    [Fact]
    public void The_policy_of_an_app_is_this_and_nothing_else()
        => Assert.Equal(
            "default-src 'none'; script-src 'sha256-a=' 'sha256-b='; script-src-attr 'none'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
            + "connect-src 'none'; frame-src 'none'; worker-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'self' https://vitrine.example.com; sandbox allow-scripts",
            ContentSecurityPolicy.ForDocument(["sha256-a=", "sha256-b=", "sha256-a="], ["https://vitrine.example.com"]));

    [Fact]
    public void A_document_without_scripts_runs_none()
        => Assert.Contains("script-src 'none';", ContentSecurityPolicy.ForDocument([], ["https://a.example"]), StringComparison.Ordinal);

    [Fact]
    public void Our_pages_hold_frames_where_documents_come_from()
    {
        var policy = ContentSecurityPolicy.ForPages("https://apps.example.com", "https://vitrine.example.com", null);
        Assert.Contains("frame-src https://apps.example.com/run/;", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self' wss://vitrine.example.com;", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("ws://localhost:8080;", ContentSecurityPolicy.ForPages("http://localhost:8080", "http://localhost:8080", "n"), StringComparison.Ordinal);
    }
}

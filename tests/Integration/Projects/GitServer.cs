using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Vitrine.Outside.Processes;

namespace Vitrine.Integration.Projects;

/// <summary>A Git server over https on loopback: git's own <c>http-backend</c> behind a password, with a certificate that only <see cref="TrustIn"/> makes known.</summary>
internal sealed class GitServer : IAsyncDisposable
{
    public const string Person = "reader", Password = "a-secret-of-the-repository";
    private readonly string folder;
    private readonly X509Certificate2 certificate;
    private readonly WebApplication app;

    private GitServer(string folder, X509Certificate2 certificate, WebApplication app) => (this.folder, this.certificate, this.app) = (folder, certificate, app);

    /// <summary>The address of the repository, with this password in it.</summary>
    public string AddressWith(string password) => $"https://{Person}:{password}@localhost:{new Uri(app.Urls.First()).Port}/.git";

    /// <summary>Serves the repository of a folder, to read.</summary>
    public static async Task<GitServer> StartAsync(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var server = new GitServer(folder, certificate, builder.Build());
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Has git trust this server when <c>HOME</c> is this folder.</summary>
    public void TrustIn(string home)
    {
        var file = Path.Combine(home, "server.pem");
        File.WriteAllText(file, certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(home, ".gitconfig"), $"[http]\n\tsslCAInfo = {file}\n");
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Headers.Authorization != "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Person}:{Password}")))
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"git\"";
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var environment = new Dictionary<string, string>
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
            ["HOME"] = folder,
            ["GIT_PROJECT_ROOT"] = folder,
            ["GIT_HTTP_EXPORT_ALL"] = "1",
            ["REQUEST_METHOD"] = http.Request.Method,
            ["PATH_INFO"] = http.Request.Path.Value!,
            ["QUERY_STRING"] = http.Request.QueryString.Value!.TrimStart('?'),
            ["CONTENT_TYPE"] = http.Request.ContentType ?? "",
            ["HTTP_CONTENT_ENCODING"] = http.Request.Headers.ContentEncoding.ToString(),
            ["GIT_PROTOCOL"] = http.Request.Headers["Git-Protocol"].ToString(),
            ["REMOTE_USER"] = Person,
        };
        await using var git = await LocalProcess.StartAsync(new ProcessRequest("git", ["http-backend"]) { Environment = environment });
        await http.Request.Body.CopyToAsync(git.Input, http.RequestAborted);
        git.Input.Close();
        var answer = new MemoryStream();
        await git.Output.CopyToAsync(answer, http.RequestAborted);
        var bytes = answer.ToArray();
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        foreach (var line in Encoding.ASCII.GetString(bytes, 0, end).Split("\r\n"))
        {
            var (name, value) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
            if (name == "Status") http.Response.StatusCode = int.Parse(value[..3], CultureInfo.InvariantCulture);
            else http.Response.Headers[name] = value;
        }

        await http.Response.Body.WriteAsync(bytes.AsMemory(end + 4), http.RequestAborted);
    }
}

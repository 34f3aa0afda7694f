using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vitrine.Serving;
using Vitrine.Serving.Documents;
using Vitrine.Serving.Frames;

namespace Vitrine.Browser.Hostile;

/// <summary>A real server with Serving in it, a page that shows an app of the test, and a cookie worth stealing.</summary>
internal sealed class HostileSite : IAsyncDisposable
{
    private static readonly Guid AppId = Guid.Parse("01980000-0000-7000-8000-000000000001");
    private readonly WebApplication app;
    private readonly MemoryDocuments documents;
    private readonly string? ownTemplate;

    private HostileSite(WebApplication app, MemoryDocuments documents, string? ownTemplate)
    {
        this.app = app;
        this.documents = documents;
        this.ownTemplate = ownTemplate;
        Template = AppTemplate.Load(ownTemplate ?? AppTemplateSource.FindFolder(null));
    }

    /// <summary>What documents are put together from.</summary>
    public AppTemplate Template { get; }

    /// <summary>Origin of the site, without a slash.</summary>
    public string Origin => app.Urls.First();

    /// <summary>Every request that reached the site outside of <c>/run</c>, with its cookies.</summary>
    public ConcurrentQueue<(string Line, string Cookie)> Requests { get; } = new();

    /// <summary>Every request to <c>/run</c>, with its cookies.</summary>
    public ConcurrentQueue<(string Line, string Cookie)> FrameRequests { get; } = new();

    public string Page { get; set; } = "";

    /// <summary>Headers that are taken off again, to see what holds without them.</summary>
    public HashSet<string> WithoutOnPages { get; } = [];

    /// <summary>The same for documents of apps.</summary>
    public HashSet<string> WithoutOnFrames { get; } = [];

    /// <param name="withRealTemplate">The prepared template with its kit and boot script, instead of a boot script that takes nothing away.</param>
    public static async Task<HostileSite> StartAsync(bool withRealTemplate = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var documents = new MemoryDocuments();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IDocumentStore>(documents);
        builder.Services.AddServing();
        var app = builder.Build();
        var site = new HostileSite(app, documents, withRealTemplate ? null : WriteTemplate());
        app.Use((context, next) =>
        {
            var queue = context.Request.Path.StartsWithSegments("/run") ? site.FrameRequests : site.Requests;
            queue.Enqueue(($"{context.Request.Method} {context.Request.Path}", context.Request.Headers.Cookie.ToString()));
            var without = queue == site.FrameRequests ? site.WithoutOnFrames : site.WithoutOnPages;
            context.Response.OnStarting(() =>
            {
                foreach (var header in without) context.Response.Headers.Remove(header);
                return Task.CompletedTask;
            });
            return next(context);
        });
        app.UseFrames();
        app.UsePageHeaders();
        app.MapGet("/", (HttpContext context) =>
        {
            context.Response.Cookies.Append("session", "topsecret");
            return Results.Content(site.Page, "text/html");
        });
        app.MapGet("/control", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src * 'unsafe-inline' 'unsafe-eval' data: blob:";
            return Results.Content(site.Page, "text/html");
        });
        app.MapGet("/p/secret", () => Results.Content("<title>secret page</title>", "text/html"));
        app.MapGet("/api/v1/me", () => Results.Ok(new { secret = true }));
        app.MapGet(HostScript.Path, (HttpContext context, HostScript script) => script.ServeAsync(context));
        app.MapPost("/api/v1/apps/a/versions/1/frame", () => Results.NotFound());
        await app.StartAsync(TestContext.Current.CancellationToken);
        return site;
    }

    /// <summary>The address of a document made of this script, for one load.</summary>
    public string AddDocument(string script, string title = "Hostile")
    {
        var document = DocumentAssembler.Assemble(Template, new AppBundle(script, "body{margin:0}", ["react"]), title);
        var bundle = documents.Add(document);
        return $"/run/{app.Services.GetRequiredService<FrameTokens>().Issue(new FrameTicket(AppId, 1, bundle))}/";
    }

    /// <summary>A page that shows this document by the host script.</summary>
    public void Show(string documentUrl)
    {
        Page = $"""
            <!doctype html><html lang="en"><title>host page</title><body style="margin:0">
            <div id="app" style="height:600px" data-api="/api/v1/apps/a/versions/1" data-run="{documentUrl}" data-app-name="Hostile" data-version="1"></div>
            <script src="{app.Services.GetRequiredService<HostScript>().Address}"></script></body></html>
            """;
    }

    public static string ReadScript(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        if (ownTemplate is not null) Directory.Delete(ownTemplate, recursive: true);
    }

    private static string WriteTemplate()
    {
        var folder = Directory.CreateTempSubdirectory("vitrine-template-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "vendor"));
        File.WriteAllText(Path.Combine(folder, "vendor", "boot.js"), ReadScript("boot.js"));
        File.WriteAllText(Path.Combine(folder, "vendor", "core.js"), "var __v={react:Object.freeze({})};");
        File.WriteAllText(Path.Combine(folder, "template.json"), """
            {"version":"test","boot":"vendor/boot.js","scripts":[{"name":"core","file":"vendor/core.js","always":true}],
             "specifiers":{"react":{"script":"core","global":"__v.react","exports":["useState"]}}}
            """);
        return folder;
    }
}

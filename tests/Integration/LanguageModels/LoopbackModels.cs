using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Vitrine.Integration.LanguageModels;

/// <summary>Where the tests' providers of language models listen.</summary>
internal static class LoopbackModels
{
    /// <summary>A server on loopback that answers one path; it has started.</summary>
    /// <param name="path">The path, as routes are written.</param>
    /// <param name="answer">What it answers there.</param>
    /// <param name="port">Where; 0 for any.</param>
    public static async Task<WebApplication> StartAsync(string path, RequestDelegate answer, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var server = builder.Build();
        server.MapPost(path, answer);
        await server.StartAsync();
        return server;
    }
}

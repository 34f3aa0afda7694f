using Vitrine.Browsers;
using Vitrine.Primitives;
using Vitrine.Queries.Execution;
using Vitrine.Serving.Frames;

namespace Vitrine.Builds.Gates.Rendering;

/// <summary>Where gates show an app: the jailed browser, the host script, and the engine that answers as the author.</summary>
internal sealed class GateStage(BrowserPool browsers, HostScript hostScript, ContractRunner runner)
{
    /// <summary>How long an app may take until it first says that it is done. The slowest honest one is drawn in two seconds on two busy cores.</summary>
    public static readonly TimeSpan LoadPatience = TimeSpan.FromSeconds(12);

    /// <summary>The app of a check, with its author's rows.</summary>
    public GateScene SceneOf(GateInput input)
    {
        var request = input.Request;
        return new GateScene(input.Document!, request.Title, request.Project.Settings.TimeZone, new AuthorAnswers(runner, request.Project, request.Author, input.Contracts));
    }

    /// <summary>Opens it in a fresh context, in the project's time zone.</summary>
    public Task<GatePage> OpenAsync(GateScene scene, BrowserView view, CancellationToken cancellationToken)
        => GatePage.OpenAsync(browsers, scene, hostScript.Bytes, view with { TimeZone = scene.TimeZone }, cancellationToken);

    /// <summary>Runs what needs a browser; without one the verdict says so, and the version stays unverified.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="undone">What was not done, as the beginning of a sentence: <c>The app was not rendered</c>.</param>
    /// <param name="run">The gate's work.</param>
    public async Task<GateVerdict> RunAsync(string gate, string undone, Func<Task<GateVerdict>> run)
    {
        if (browsers.Availability is { IsAvailable: false } missing) return GateVerdict.Unverified(gate, $"{undone}: there is no browser here.", missing.Reason);
        try
        {
            return await run();
        }
        catch (RefusalException refusal) when (refusal.Code == "browser.unavailable")
        {
            return GateVerdict.Unverified(gate, $"{undone}: the browser did not start.", refusal.Message);
        }
    }
}

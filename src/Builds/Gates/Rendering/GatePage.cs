using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using Vitrine.Browsers;
using Vitrine.Outside.Processes;

namespace Vitrine.Builds.Gates.Rendering;

/// <summary>One app open in one fresh browser context, with everything that it did so far.</summary>
internal sealed class GatePage : IAsyncDisposable
{
    // A frame that does not answer this soon, on an unhurried machine, is busy with itself: the page around it still answers.
    private static readonly TimeSpan FrameAnswers = TimeSpan.FromSeconds(4);
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private readonly BrowserLease lease;
    private readonly ConcurrentQueue<string> consoleErrors = new();
    private readonly ConcurrentQueue<string> pageErrors = new();
    private readonly TaskCompletionSource crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly ProcessorShare begun;
    private readonly CancellationToken cancellationToken;
    private bool wasStarved;

    private GatePage(BrowserLease lease, GateRoutes routes, BrowserView view, CancellationToken cancellationToken)
        => (this.lease, Routes, View, begun, this.cancellationToken) = (lease, routes, view, lease.Processor(), cancellationToken);

    public IPage Page => lease.Page;

    public GateRoutes Routes { get; }

    public BrowserView View { get; }

    /// <summary>Whether a wait ended with a browser that had too little of the processors: silence says nothing of the app then.</summary>
    public bool WasStarved => wasStarved;

    /// <summary>The same of all the time since the page was opened, for what the host script measures by the clock alone.</summary>
    public bool HadLittle => wasStarved || (lease.Processor().Since(begun) is var share && share.Waited > share.Ran * 6);

    public bool HasCrashed => crashed.Task.IsCompleted;

    public IReadOnlyCollection<string> ConsoleErrors => consoleErrors;

    /// <summary>Uncaught errors and rejections.</summary>
    public IReadOnlyCollection<string> PageErrors => pageErrors;

    private IFrame? AppFrame => Page.Frames.FirstOrDefault(frame => frame.Url.Contains("/run/gate/", StringComparison.Ordinal));

    public static async Task<GatePage> OpenAsync(BrowserPool browsers, GateScene scene, ReadOnlyMemory<byte> hostScript, BrowserView view, CancellationToken cancellationToken)
    {
        var lease = await browsers.RentAsync(view, cancellationToken);
        try
        {
            var routes = new GateRoutes(scene, hostScript, cancellationToken);
            await lease.Context.RouteAsync("**/*", routes.AnswerAsync);
            await lease.Context.RouteWebSocketAsync("**/*", socket => socket.CloseAsync(new()));
            var opened = new GatePage(lease, routes, view, cancellationToken);
            opened.Listen();
            await lease.Page.GotoAsync(GateRoutes.Origin + "/", new() { WaitUntil = WaitUntilState.Commit, Timeout = 60_000 }).WaitAsync(cancellationToken);
            return opened;
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    /// <summary>How often the app said that it has nothing more to do.</summary>
    public async Task<int> IdleCountAsync() => HasCrashed ? 0 : await Page.EvaluateAsync<int>("() => window.vitrineGate?.idle ?? 0");

    /// <summary>Waits until the app has said once more that it is done, or its frame was ended. False when neither came in time.</summary>
    public async Task<bool> SettleAsync(int after, TimeSpan patience)
    {
        var waiting = Page.WaitForFunctionAsync("after => window.vitrineGate && (window.vitrineGate.ended !== null || window.vitrineGate.idle > after)", after, new() { Timeout = 0, PollingInterval = 25 });
        if (await ComesAsync(Task.WhenAny(waiting, crashed.Task), patience) && waiting.IsCompletedSuccessfully) return true;
        Forget(waiting);
        return false;
    }

    /// <summary>Why the host ended the frame, or null.</summary>
    public async Task<string?> EndedAsync() => HasCrashed ? null : await Page.EvaluateAsync<string?>("() => window.vitrineGate?.ended ? window.vitrineGate.ended.reason : null");

    /// <summary>What went over the bridge so far.</summary>
    public async Task<IReadOnlyList<BridgeEntry>> EventsAsync()
    {
        if (HasCrashed) return [];
        var json = await Page.EvaluateAsync<string>("() => JSON.stringify(window.vitrineGate?.events ?? [])");
        return JsonSerializer.Deserialize<List<BridgeEntry>>(json, Web) ?? [];
    }

    /// <summary>Evaluates in the app's frame and answers as JSON; null when the frame is gone or does not answer.</summary>
    public async Task<T?> AskFrameAsync<T>(string function, TimeSpan? patience = null)
        where T : class
    {
        if (HasCrashed || AppFrame is not { } frame) return null;
        var asking = frame.EvaluateAsync<string>($"async () => JSON.stringify(await ({function})())");
        try
        {
            if (await ComesAsync(asking, patience ?? FrameAnswers)) return JsonSerializer.Deserialize<T>(await asking, Web);
            Forget(asking);
            return null;
        }
        catch (Exception cause) when (cause is TimeoutException or PlaywrightException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Waits until the frame has drawn what changed.</summary>
    public Task DrawAsync() => AskFrameAsync<string>("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done('drawn'))))");

    /// <summary>Waits until the frame knows that it is taller. It is drawn by a process of its own, which on a busy machine hears of it long after the page; a picture before that is white below.</summary>
    private Task<string?> GrowAsync(string before)
        => AskFrameAsync<string>($"() => new Promise(done => {{ const look = () => {{ if (innerHeight > {before}) done('grown'); }}; addEventListener('resize', look); look(); }})");

    /// <summary>Puts a script into the frame, where no policy holds for what the browser's owner does.</summary>
    public async Task<bool> AddScriptAsync(string script)
    {
        if (HasCrashed || AppFrame is not { } frame) return false;
        var adding = frame.EvaluateAsync(script + "\n;0");
        try
        {
            if (!await ComesAsync(adding, FrameAnswers))
            {
                Forget(adding);
                return false;
            }

            await adding;
            return true;
        }
        catch (Exception cause) when (cause is TimeoutException or PlaywrightException)
        {
            return false;
        }
    }

    /// <summary>The whole app, not only what fits the window.</summary>
    public async Task<byte[]?> ShootAsync(bool isWhole)
    {
        if (HasCrashed) return null;
        try
        {
            if (isWhole)
            {
                var sizes = (await AskFrameAsync<string>("() => `${document.documentElement.scrollHeight} ${innerHeight}`"))?.Split(' ');
                if (sizes is [var whole, var before] && int.TryParse(whole, out var height) && height > View.Height)
                {
                    await Page.SetViewportSizeAsync(View.Width, Math.Min(height, 6000));
                    await GrowAsync(before);
                }

                await DrawAsync();
            }

            return await Page.ScreenshotAsync(new() { Type = ScreenshotType.Png, Timeout = 30_000, Animations = ScreenshotAnimations.Disabled }).WaitAsync(cancellationToken);
        }
        catch (Exception cause) when (cause is TimeoutException or PlaywrightException)
        {
            return null;
        }
    }

    public ValueTask DisposeAsync() => lease.DisposeAsync();

    private async Task<bool> ComesAsync(Task work, TimeSpan patience)
    {
        var ending = await FairWait.UntilAsync(work, patience, lease.Processor, cancellationToken);
        wasStarved |= ending == FairEnding.Starved;
        return ending == FairEnding.Come;
    }

    // Nobody waits for it any more; it ends with its page.
    private static void Forget(Task work) => _ = work.ContinueWith(static task => task.Exception, TaskScheduler.Default);

    private void Listen()
    {
        Page.Console += (_, message) =>
        {
            if (message.Type == "error" && consoleErrors.Count < 50) consoleErrors.Enqueue(message.Text);
        };
        Page.PageError += (_, error) =>
        {
            if (pageErrors.Count < 50) pageErrors.Enqueue(error);
        };
        Page.Crash += (_, _) => crashed.TrySetResult();
    }
}

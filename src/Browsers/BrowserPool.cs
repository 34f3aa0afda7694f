using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Vitrine.Primitives;

namespace Vitrine.Browsers;

/// <summary>
/// Headless Chromium, kept warm in a jail without network, from which pages are rented. Each lease is a fresh context; a browser is
/// replaced after a number of leases, and when it fell over. What a page does to itself ends that page alone.
/// </summary>
public sealed class BrowserPool : IAsyncDisposable
{
    private readonly BrowserPoolOptions options;
    private readonly ILogger<BrowserPool> log;
    private readonly LinkedList<BrowserView> views = new();
    private readonly SemaphoreSlim room;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly string? chromium;
    private IPlaywright? playwright;
    private JailedBrowser? current;
    private string? reason;

    /// <summary>One per server. Nothing is started before <see cref="WarmAsync"/> or the first lease.</summary>
    public BrowserPool(BrowserPoolOptions options, ILogger<BrowserPool> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        (this.options, this.log) = (options, log);
        room = new SemaphoreSlim(options.MostLeases, options.MostLeases);
        chromium = options.Programs.FirstOrDefault(File.Exists);
        reason = ChromiumJail.Missing(chromium);
    }

    /// <summary>Whether there is a browser, and else why not. A browser that did not start counts as missing until one starts.</summary>
    public BrowserAvailability Availability => new(reason is null, reason);

    /// <summary>Completes when the pages that are opened ahead lie ready.</summary>
    internal Task Preparing { get; private set; } = Task.CompletedTask;

    /// <summary>How many pages lie ready.</summary>
    internal int Ready => current?.Ready ?? 0;

    /// <summary>Starts a browser ahead of the first lease; nothing happens when one runs. What goes wrong is told by <see cref="Availability"/>.</summary>
    public async Task WarmAsync(CancellationToken cancellationToken)
    {
        if (ChromiumJail.Missing(chromium) is not null || current is { IsConnected: true }) return;
        try
        {
            await using var lease = await RentAsync(new BrowserView(), cancellationToken);
        }
        catch (RefusalException refusal)
        {
            log.LogWarning("No browser: {Reason}", refusal.Message);
        }
    }

    /// <summary>Rents a fresh context; waits while all are out.</summary>
    /// <exception cref="RefusalException"><c>browser.unavailable</c>.</exception>
    public async Task<BrowserLease> RentAsync(BrowserView view, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        await room.WaitAsync(cancellationToken);
        Remember(view);
        var isRented = false;
        try
        {
            var (browser, page) = await OpenAsync(view, cancellationToken);
            isRented = true;
            return new BrowserLease(page, browser.Processor, (_, isClosed) => ReturnAsync(browser, isClosed));
        }
        finally
        {
            if (!isRented) room.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await gate.WaitAsync();
        if (current is not null) await current.DisposeAsync();
        current = null;
        playwright?.Dispose();
        gate.Dispose();
        room.Dispose();
    }

    private BrowserView[] Remembered()
    {
        lock (views) return [.. views];
    }

    private void Remember(BrowserView view)
    {
        lock (views)
        {
            views.Remove(view);
            views.AddFirst(view);
            if (views.Count > options.MostLeases) views.RemoveLast();
        }
    }

    private async Task<(JailedBrowser, OpenPage)> OpenAsync(BrowserView view, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var browser = await TakeAsync(cancellationToken);
            try
            {
                return (browser, await browser.OpenAsync(view));
            }
            catch (Exception cause) when (cause is PlaywrightException or TimeoutException)
            {
                // It fell over between two leases: one more try with a new one.
                await ReturnCoreAsync(browser, isClosed: false);
                if (attempt == 2) throw Unavailable(cause);
            }
        }
    }

    private async Task<JailedBrowser> TakeAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (current is { } worn && (!worn.IsConnected || worn.Given >= options.LeasesPerBrowser))
            {
                current = null;
                if (worn.Out == 0) await worn.DisposeAsync();
            }

            if (ChromiumJail.Missing(chromium) is { } missing) throw new RefusalException("browser.unavailable", missing, RefusalKind.Unavailable);
            try
            {
                current ??= await StartAsync();
            }
            catch (Exception cause) when (IsOfStart(cause))
            {
                throw Unavailable(cause);
            }

            reason = null;
            current.Given++;
            current.Out++;
            return current;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Starts a browser; when that fails, once more with a new driver, because one that has died or lost its connection fails at everything from then on.</summary>
    private async Task<JailedBrowser> StartAsync()
    {
        if (playwright is null) BrowserLeftovers.Clear(options.Folder);
        try
        {
            return await StartOnceAsync();
        }
        catch (Exception cause) when (IsOfStart(cause))
        {
            log.LogInformation(cause, "Chromium did not start in its jail; trying once more with a new driver");
            playwright?.Dispose();
            playwright = null;
            return await StartOnceAsync();
        }
    }

    private async Task<JailedBrowser> StartOnceAsync()
    {
        playwright ??= await BrowserDriver.StartAsync(options.Folder);
        return await JailedBrowser.StartAsync(playwright, chromium!, Path.Combine(options.Folder, Guid.CreateVersion7().ToString("n")), options.PageBytes);
    }

    private static bool IsOfStart(Exception cause) => cause is PlaywrightException or TimeoutException or System.ComponentModel.Win32Exception or IOException;

    private async Task ReturnAsync(JailedBrowser browser, bool isClosed)
    {
        await ReturnCoreAsync(browser, isClosed);
        room.Release();
        // What was looked at with the last pages is what the next check will ask for.
        if (browser.Out == 0 && browser.Given < options.LeasesPerBrowser) Preparing = browser.PrepareAsync(Remembered());
    }

    private async Task ReturnCoreAsync(JailedBrowser browser, bool isClosed)
    {
        await gate.WaitAsync();
        try
        {
            browser.Out--;
            // A context that does not close is stuck with its browser.
            if (!isClosed && current == browser) current = null;
            if (current != browser && browser.Out == 0) await browser.DisposeAsync();
        }
        finally
        {
            gate.Release();
        }
    }

    private RefusalException Unavailable(Exception cause)
    {
        log.LogWarning(cause, "Chromium did not start in its jail");
        var said = cause.Message.Split('\n', 2)[0].Trim();
        if (said.Length > 200) said = $"{said[..200]} ...";
        reason = $"Chromium did not start in its jail: {said} ('vitrine doctor' tries it again; on Ubuntu, unprivileged user namespaces have to be allowed for bubblewrap.)";
        return new RefusalException("browser.unavailable", reason, RefusalKind.Unavailable);
    }
}

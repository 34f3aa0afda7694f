using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using Vitrine.Browsers;
using Vitrine.Outside.Processes;
using Vitrine.Primitives;

namespace Vitrine.Browser.Browsers;

public sealed class BrowserPoolTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-browsers-").FullName;
    private BrowserPool pool = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        pool = new BrowserPool(new BrowserPoolOptions { Folder = folder, LeasesPerBrowser = 3, PageBytes = 500L << 20 }, NullLogger<BrowserPool>.Instance);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await pool.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Each_lease_is_fresh_and_a_worn_browser_is_replaced()
    {
        var seen = new HashSet<string>();
        for (var turn = 0; turn < 4; turn++)
        {
            await using var lease = await pool.RentAsync(new BrowserView(390, 844), Stop);
            var page = await OpenAsync(lease);
            Assert.Equal("null 390", await page.EvaluateAsync<string>("() => localStorage.getItem('x') + ' ' + innerWidth"));
            await page.EvaluateAsync("() => localStorage.setItem('x', 'left behind')");
            seen.Add(Assert.Single(Directory.GetDirectories(folder)));
        }

        Assert.Equal(2, seen.Count);
        Assert.True(pool.Availability.IsAvailable);
    }

    [Fact]
    public async Task A_page_is_opened_ahead_for_what_was_looked_at_last_and_nobody_was_in_it()
    {
        IBrowserContext first;
        await using (var lease = await pool.RentAsync(new BrowserView(390, 844), Stop))
        {
            first = lease.Context;
            await (await OpenAsync(lease)).EvaluateAsync("() => localStorage.setItem('x', 'left behind')");
            Assert.Equal(0, pool.Ready);
        }

        await pool.Preparing;
        Assert.Equal(1, pool.Ready);
        await using var next = await pool.RentAsync(new BrowserView(390, 844), Stop);
        Assert.Equal((0, "about:blank"), (pool.Ready, next.Page.Url));
        Assert.NotSame(first, next.Context);
        Assert.Equal("null 390", await (await OpenAsync(next)).EvaluateAsync<string>("() => localStorage.getItem('x') + ' ' + innerWidth"));
    }

    [Fact]
    public async Task There_is_no_network_and_no_file_of_the_host_in_the_jail()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var lease = await pool.RentAsync(new BrowserView(), Stop);
        var page = lease.Page;
        var thrown = await Assert.ThrowsAnyAsync<PlaywrightException>(() => page.GotoAsync($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"));
        Assert.Contains("ERR_", thrown.Message, StringComparison.Ordinal);
        Assert.False(listener.Pending());
        await Assert.ThrowsAnyAsync<PlaywrightException>(() => page.GotoAsync("file:///etc/passwd"));

        var browser = ProcessTree.Members(int.Parse(await File.ReadAllTextAsync(Directory.GetFiles(folder, "process", SearchOption.AllDirectories)[0], Stop), System.Globalization.CultureInfo.InvariantCulture)).ToList();
        var renderers = browser.Where(process => ProcessTree.CommandOf(process).Contains("--type=renderer")).ToList();
        Assert.NotEmpty(renderers);
        foreach (var process in renderers) await LocksItselfAsync(process);
        if (System.Environment.UserName == "root") Assert.All(browser, process => Assert.NotEqual(0u, ProcessTree.UserOf(process)));
        Assert.All(browser, process => Assert.DoesNotContain("DOTNET", Environment(process), StringComparison.Ordinal));
    }

    /// <summary>A renderer takes its filter before it takes any page, but a spare one may be seen while it is still starting. There is no event for it but the kernel's word.</summary>
    private static async Task LocksItselfAsync(int process)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        var status = "";
        try
        {
            do
            {
                status = await File.ReadAllTextAsync($"/proc/{process}/status", patience.Token);
                if (System.Text.RegularExpressions.Regex.IsMatch(status, @"Seccomp:\s+2\b")) return;
            }
            while (await timer.WaitForNextTickAsync(patience.Token));
        }
        catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
        {
            Assert.Fail($"Renderer {process} runs without a filter: {status}");
        }
    }

    [Fact]
    public async Task An_endless_loop_ends_with_its_own_lease()
    {
        await using var other = await pool.RentAsync(new BrowserView(), Stop);
        var bystander = await OpenAsync(other);
        await using (var lease = await pool.RentAsync(new BrowserView(), Stop))
        {
            var page = await OpenAsync(lease);
            _ = page.EvaluateAsync("() => { for (;;); }").ContinueWith(task => task.Exception, TaskScheduler.Default);
        }

        Assert.Equal(4, await bystander.EvaluateAsync<int>("() => 2 + 2"));
    }

    [Fact]
    public async Task A_memory_hog_crashes_its_own_page_only()
    {
        await using var other = await pool.RentAsync(new BrowserView(), Stop);
        var bystander = await OpenAsync(other);
        await using var lease = await pool.RentAsync(new BrowserView(), Stop);
        var page = await OpenAsync(lease);
        var crashed = new TaskCompletionSource();
        page.Crash += (_, _) => crashed.TrySetResult();
        _ = page.EvaluateAsync("async () => { const kept = []; for (;;) { kept.push(new Uint8Array(1 << 24).fill(1)); await new Promise((go) => setTimeout(go, 15)); } }").ContinueWith(task => task.Exception, TaskScheduler.Default);
        await crashed.Task.WaitAsync(TimeSpan.FromMinutes(2), Stop);
        Assert.Equal(4, await bystander.EvaluateAsync<int>("() => 2 + 2"));
    }

    [Fact]
    public async Task What_a_killed_server_left_is_cleared_away_with_the_first_lease()
    {
        var left = Directory.CreateDirectory(Path.Combine(folder, "left")).FullName;
        await File.WriteAllTextAsync(Path.Combine(left, "server"), "4194303 1", Stop);
        await using var lease = await pool.RentAsync(new BrowserView(), Stop);
        Assert.False(Directory.Exists(left));
        Assert.Single(Directory.GetDirectories(folder));
    }

    /// <summary>A driver that has died fails at everything at once, for good: it is the pool that has to get another.</summary>
    [Fact]
    public async Task A_driver_that_died_is_replaced()
    {
        await using (var lease = await pool.RentAsync(new BrowserView(), Stop)) await OpenAsync(lease);
        await pool.Preparing;
        var jail = int.Parse(await File.ReadAllTextAsync(Directory.GetFiles(folder, "process", SearchOption.AllDirectories)[0], Stop), System.Globalization.CultureInfo.InvariantCulture);
        var driver = int.Parse(File.ReadLines($"/proc/{jail}/status").Single(line => line.StartsWith("PPid:", StringComparison.Ordinal)).Split('\t')[1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains("run-driver", ProcessTree.CommandOf(driver));
        ProcessTree.KillOne(driver);

        for (var turn = 0; turn < 2; turn++)
        {
            await using var lease = await pool.RentAsync(new BrowserView(), Stop);
            Assert.Equal(4, await (await OpenAsync(lease)).EvaluateAsync<int>("() => 2 + 2"));
        }

        Assert.True(pool.Availability.IsAvailable);
        Assert.Single(Directory.GetDirectories(folder));
    }

    /// <summary>One line of the cause, so that whoever reads it need not guess; nothing of the attempt stays.</summary>
    [Fact]
    public async Task A_browser_that_does_not_start_says_why_and_leaves_nothing()
    {
        await using var broken = new BrowserPool(new BrowserPoolOptions { Folder = folder, Programs = ["/usr/bin/false"] }, NullLogger<BrowserPool>.Instance);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => broken.RentAsync(new BrowserView(), Stop));
        Assert.Equal("browser.unavailable", refusal.Code);
        Assert.Matches("did not start in its jail: .*clos", refusal.Message);
        Assert.Equal((false, refusal.Message), (broken.Availability.IsAvailable, broken.Availability.Reason));
        Assert.Empty(Directory.GetDirectories(folder));
    }

    [Fact]
    public async Task Without_Chromium_it_says_so()
    {
        await using var none = new BrowserPool(new BrowserPoolOptions { Folder = folder, Programs = ["/nowhere"] }, NullLogger<BrowserPool>.Instance);
        Assert.False(none.Availability.IsAvailable);
        Assert.Contains("apt-get install chromium", none.Availability.Reason, StringComparison.Ordinal);
        Assert.Equal("browser.unavailable", (await Assert.ThrowsAsync<RefusalException>(() => none.RentAsync(new BrowserView(), Stop))).Code);
    }

    private static async Task<IPage> OpenAsync(BrowserLease lease)
    {
        await lease.Context.RouteAsync("**/*", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html><title>t</title>" }));
        var page = lease.Page;
        await page.GotoAsync("https://page.invalid/");
        return page;
    }

    private static string Environment(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/environ");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

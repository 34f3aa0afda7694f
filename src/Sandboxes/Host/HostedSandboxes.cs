using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Vitrine.Primitives;

namespace Vitrine.Sandboxes.Host;

/// <summary>The sandboxes that are lent, and their lives: created, paused, resumed, ended at their time.</summary>
internal sealed class HostedSandboxes : IAsyncDisposable
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100), MeasureInterval = TimeSpan.FromSeconds(5), EndingsAreTold = TimeSpan.FromHours(1), ChangeWait = TimeSpan.FromSeconds(10);

    private readonly SandboxHostOptions options;
    private readonly ISandboxProvider provider;
    private readonly PausedRecords paused;
    private readonly ILogger log;
    private readonly ConcurrentDictionary<string, HostedSandbox> all = new();
    private readonly ConcurrentDictionary<string, (string Reason, DateTimeOffset At)> endings = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task looking;
    private int running;

    public HostedSandboxes(SandboxHostOptions options, ISandboxProvider provider, TimeProvider clock, ILogger log)
    {
        (this.options, this.provider, Clock, this.log) = (options, provider, clock, log);
        paused = new PausedRecords(options.Folder);
        foreach (var record in paused.Read().ToList())
        {
            // The files of one that was paused for longer are gone: the provider clears them away when it starts.
            if (clock.GetUtcNow() - record.Ends > SandboxHostOptions.PausedOutlive) paused.Remove(record.Id);
            else all[record.Id] = new HostedSandbox(record);
        }

        looking = LookAsync();
    }

    public TimeProvider Clock { get; }

    public int Running => Volatile.Read(ref running);

    public IEnumerable<HostedSandbox> All => all.Values;

    public HostedSandbox? Find(string id) => all.GetValueOrDefault(id);

    /// <summary>Why one ended by itself, for an hour; null for one that was killed or that nobody knows.</summary>
    public string? EndOf(string id) => endings.TryGetValue(id, out var ending) ? ending.Reason : null;

    /// <exception cref="HostRefusal">429 when as many run as may.</exception>
    public async Task<HostedSandbox> CreateAsync(HostedRecord draft, TimeSpan life, CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var sandbox = new HostedSandbox(draft with { Id = NewId(), Started = now }) { EndsAt = now + life };
        await RunAsync(sandbox, () => provider.CreateAsync(new SandboxRequest { Limits = options.Limits }, cancellationToken)!, cancellationToken);
        return sandbox;
    }

    /// <summary>Makes it live at least that long from now, and resumes it when it is paused.</summary>
    /// <returns>Whether it was resumed.</returns>
    /// <exception cref="HostRefusal">404 when what was kept of it is gone, 409 while it is being changed.</exception>
    public async Task<bool> ConnectAsync(HostedSandbox sandbox, TimeSpan life)
    {
        using var change = await ChangeAsync(sandbox);
        // Killed, or ended, since it was found.
        if (Find(sandbox.Record.Id) != sandbox) throw HostRefusal.NoSandbox(sandbox.Record.Id);
        var now = Clock.GetUtcNow();
        if (!sandbox.IsPaused)
        {
            if (sandbox.EndsAt < now + life) sandbox.EndsAt = now + life;
            return false;
        }

        var record = sandbox.Record;
        // Not given up with the one who asked: the next one finds it running. What was paused is there until it runs.
        var request = new SandboxRequest { Limits = options.Limits, KeepsPaused = true };
        await RunAsync(sandbox, () => provider.ResumeAsync(record.PausedAs!, request, CancellationToken.None), CancellationToken.None);
        sandbox.EndsAt = now + life;
        sandbox.Record = record with { PausedAs = null, Started = now };
        paused.Remove(record.Id);
        await provider.DiscardAsync(record.PausedAs!, CancellationToken.None);
        return true;
    }

    /// <summary>Keeps its files and ends what runs. When this returns it can be resumed, also by another host where this one is killed.</summary>
    /// <exception cref="HostRefusal">409 when it is paused already or being changed.</exception>
    public async Task PauseAsync(HostedSandbox sandbox, CancellationToken cancellationToken)
    {
        using var change = await ChangeAsync(sandbox);
        if (sandbox.IsPaused || sandbox.Attendant is not { } attendant) throw new HostRefusal(409, $"Sandbox \"{sandbox.Record.Id}\" is not running");
        if (all.Values.Count(one => one.IsPaused) >= options.MostPaused) throw new HostRefusal(429, $"As many sandboxes are paused as this host keeps ({options.MostPaused}). Kill one that is not needed");
        var record = sandbox.Record with { PausedAs = attendant.SandboxId, Ends = Clock.GetUtcNow() };
        try
        {
            // Not given up in between: half of it would be neither.
            await attendant.PauseAsync(CancellationToken.None);
            paused.Write(record);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            log.LogError(cause, "Sandbox {Sandbox} could not be paused", record.Id);
            // Its files may be there already, and nobody will know of them.
            await provider.DiscardAsync(record.PausedAs!, CancellationToken.None);
            throw new HostRefusal(507, "The sandbox host could not keep its files: there may be no room left on its disk");
        }

        sandbox.Record = record;
        sandbox.Lose();
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Ends it, paused or not, and forgets it.</summary>
    public async Task KillAsync(HostedSandbox sandbox)
    {
        await sandbox.Changing.WaitAsync(CancellationToken.None);
        try
        {
            all.TryRemove(sandbox.Record.Id, out _);
            if (sandbox.Attendant is { } attendant) await attendant.DisposeAsync();
            if (sandbox.Record.PausedAs is { } kept)
            {
                paused.Remove(sandbox.Record.Id);
                await provider.DiscardAsync(kept, CancellationToken.None);
            }

            sandbox.Lose();
        }
        finally
        {
            sandbox.Changing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await looking;
        foreach (var sandbox in all.Values)
        {
            if (sandbox.Attendant is { } attendant) await attendant.DisposeAsync();
        }

        stop.Dispose();
    }

    private static string NewId() => "i" + RandomNumberGenerator.GetString(Letters, 20);

    // ForgetAsync looks at each that was paused, for a moment, and another may be resuming it: who comes then waits and is not refused.
    private static async Task<IDisposable> ChangeAsync(HostedSandbox sandbox)
        => await sandbox.Changing.WaitAsync(ChangeWait) ? new Release(sandbox.Changing) : throw new HostRefusal(409, $"Sandbox \"{sandbox.Record.Id}\" is being changed by another request");

    private async Task RunAsync(HostedSandbox sandbox, Func<Task<ISandbox?>> make, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref running) > options.MostRunning)
        {
            Interlocked.Decrement(ref running);
            throw new HostRefusal(429, $"The maximum number of concurrent sandboxes of this host ({options.MostRunning}) is reached. Kill one, or try again later") { RetryAfter = 5 };
        }

        Attendant attendant;
        try
        {
            if (await make() is not { } made)
            {
                all.TryRemove(sandbox.Record.Id, out _);
                paused.Remove(sandbox.Record.Id);
                throw HostRefusal.NoSandbox(sandbox.Record.Id);
            }

            attendant = await Attendant.StartAsync(made, told => sandbox.Take(told, Clock), cancellationToken);
        }
        catch
        {
            Interlocked.Decrement(ref running);
            throw;
        }

        sandbox.Attendant = attendant;
        all[sandbox.Record.Id] = sandbox;
        _ = ForgetAsync(sandbox, attendant);
    }

    // A sandbox may end by itself: over its memory, or by what runs in it.
    private async Task ForgetAsync(HostedSandbox sandbox, Attendant attendant)
    {
        await attendant.Lost;
        Interlocked.Decrement(ref running);
        // Whoever pauses or kills it right now has ended it on purpose and says so next.
        await sandbox.Changing.WaitAsync(CancellationToken.None);
        try
        {
            if (sandbox.Attendant != attendant) return;
            // Before those who listen are cut off: they ask next.
            endings[sandbox.Record.Id] = (attendant.Reason ?? "", Clock.GetUtcNow());
            all.TryRemove(sandbox.Record.Id, out _);
            sandbox.Lose();
            log.LogWarning("Sandbox {Sandbox} ended by itself. {Reason}", sandbox.Record.Id, attendant.Reason);
        }
        finally
        {
            sandbox.Changing.Release();
        }

        await attendant.DisposeAsync();
    }

    private async Task LookAsync()
    {
        using var timer = new PeriodicTimer(LookInterval, Clock);
        var measured = Clock.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                var now = Clock.GetUtcNow();
                // Beside each other, and beside the next look: one that takes long, or cannot be ended, must not keep the others alive.
                foreach (var sandbox in all.Values.Where(one => !one.IsPaused && one.EndsAt <= now)) _ = sandbox.EndOnceAsync(() => EndAsync(sandbox));
                if (Clock.GetElapsedTime(measured) < MeasureInterval) continue;
                measured = Clock.GetTimestamp();
                foreach (var (id, ending) in endings)
                {
                    if (now - ending.At > EndingsAreTold) endings.TryRemove(id, out _);
                }

                foreach (var sandbox in all.Values.Where(one => !one.IsPaused)) _ = MeasureAsync(sandbox);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task EndAsync(HostedSandbox sandbox)
    {
        try
        {
            if (sandbox.Record.PausesAtEnd && await TryPauseAsync(sandbox)) return;
            await KillAsync(sandbox);
        }
#pragma warning disable CA1031 // Nobody waits for it, and the next look tries again.
        catch (Exception cause)
        {
            log.LogError(cause, "Sandbox {Sandbox} could not be ended at its time", sandbox.Record.Id);
        }
#pragma warning restore CA1031
    }

    /// <summary>Pauses it at its end; false when that is not possible, and it is to be ended instead.</summary>
    private async Task<bool> TryPauseAsync(HostedSandbox sandbox)
    {
        try
        {
            await PauseAsync(sandbox, CancellationToken.None);
            return true;
        }
        catch (HostRefusal refusal) when (refusal.Status == 409)
        {
            return true; // being changed: the next look finds out
        }
        catch (Exception cause) when (cause is HostRefusal or RefusalException)
        {
            log.LogWarning("Sandbox {Sandbox} could not be paused at its end and is ended: {Reason}", sandbox.Record.Id, cause.Message);
            return false;
        }
    }

    private async Task MeasureAsync(HostedSandbox sandbox)
    {
        try
        {
            await sandbox.MeasureAsync(Clock, options.Limits.MemoryBytes, stop.Token);
        }
        catch (Exception cause) when (cause is Protocol.ConnectException or OperationCanceledException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // Gone, or not to be believed: there is no point of this moment.
        }
    }

    private sealed class Release(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}

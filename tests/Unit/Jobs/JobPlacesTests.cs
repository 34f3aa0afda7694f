using Microsoft.Extensions.Time.Testing;
using Vitrine.Jobs;
using Vitrine.Jobs.Queue;

namespace Vitrine.Unit.Jobs;

/// <summary>Who keeps a place while a job waits for something outside.</summary>
public sealed class JobPlacesTests : IDisposable
{
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider clock = new();
    private readonly JobSignals signals = new();
    private readonly Guid first = Guid.CreateVersion7();
    private readonly Guid second = Guid.CreateVersion7();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => signals.Dispose();

    [Fact]
    public async Task A_job_that_waits_lends_its_place_and_goes_on_when_there_is_one()
    {
        var places = Open(slots: 4, turns: 1);
        places.Take(first, "turns");
        Assert.Equal(["turns"], places.FullQueues());

        var aside = places.StepAsideAsync(first, Wait, Stop);
        Assert.Empty(places.FullQueues());
        places.Take(second, "turns");
        clock.Advance(Wait);
        places.Readmit();
        Assert.False(aside.IsCompleted);

        places.Leave(second);
        Assert.Empty(places.FullQueues());
        await BackAsync(places, aside);
        Assert.Equal(["turns"], places.FullQueues());
    }

    [Fact]
    public async Task Who_comes_back_fits_among_all_jobs_of_the_process_too()
    {
        var places = Open(slots: 1, turns: 1);
        places.Take(first, "turns");
        var aside = places.StepAsideAsync(first, Wait, Stop);
        Assert.True(places.HasRoom);
        places.Take(second, "default");
        clock.Advance(Wait);
        places.Readmit();
        Assert.False(aside.IsCompleted);

        places.Leave(second);
        await BackAsync(places, aside);
        Assert.False(places.HasRoom);
    }

    [Fact]
    public async Task No_more_are_aside_than_the_queue_has_places()
    {
        var places = Open(slots: 4, turns: 1);
        places.Take(first, "turns");
        var aside = places.StepAsideAsync(first, Wait * 2, Stop);
        places.Take(second, "turns");

        var kept = places.StepAsideAsync(second, Wait, Stop);
        Assert.Equal(["turns"], places.FullQueues());
        clock.Advance(Wait);
        await kept;
        Assert.False(aside.IsCompleted);
    }

    [Fact]
    public async Task A_job_that_is_stopped_while_it_waits_takes_no_place_again()
    {
        var places = Open(slots: 4, turns: 1);
        places.Take(first, "turns");
        using var stop = new CancellationTokenSource();
        var aside = places.StepAsideAsync(first, Wait, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => aside);
        places.Readmit();
        Assert.Empty(places.FullQueues());
        places.Leave(first);

        // Also where its time was over and there was no place yet.
        places.Take(first, "turns");
        using var later = new CancellationTokenSource();
        aside = places.StepAsideAsync(first, Wait, later.Token);
        places.Take(second, "turns");
        clock.Advance(Wait);
        await later.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => aside);
        places.Leave(first);
        places.Leave(second);
        Assert.Empty(places.FullQueues());
    }

    [Fact]
    public async Task What_runs_elsewhere_only_waits()
    {
        var aside = Open(slots: 1, turns: 1).StepAsideAsync(first, Wait, Stop);
        Assert.False(aside.IsCompleted);
        clock.Advance(Wait);
        await aside;
    }

    private JobPlaces Open(int slots, int turns) => new(new JobSettings { Slots = slots, QueueSlots = new Dictionary<string, int> { ["turns"] = turns } }, signals, clock);

    /// <summary>Readmits as a worker does that is woken, until the job is back.</summary>
    private async Task BackAsync(JobPlaces places, Task aside)
    {
        while (!aside.IsCompleted)
        {
            places.Readmit();
            await signals.WaitAsync(TimeSpan.FromMilliseconds(20), TimeProvider.System, Stop);
        }

        await aside;
    }
}

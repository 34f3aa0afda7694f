using Vitrine.Builds.Gates.Rendering;
using Vitrine.Outside.Processes;

namespace Vitrine.Unit.Builds;

public sealed class FairWaitTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);

    private static Task Never { get; } = new TaskCompletionSource().Task;

    [Fact]
    public async Task What_comes_has_come()
    {
        Assert.Equal(FairEnding.Come, await FairWait.UntilAsync(Task.CompletedTask, Patience, () => default, CancellationToken.None));
        Assert.Equal(FairEnding.Come, await FairWait.UntilAsync(Task.FromException(new TimeoutException()), Patience, () => default, CancellationToken.None));
    }

    [Fact]
    public async Task An_app_that_waits_or_runs_on_a_machine_of_its_own_is_given_up_in_time()
    {
        Assert.Equal(FairEnding.TooLong, await FairWait.UntilAsync(Never, Patience, () => default, CancellationToken.None));
        var looks = 0;
        Assert.Equal(FairEnding.TooLong, await FairWait.UntilAsync(Never, Patience, () => new ProcessorShare(TimeSpan.FromSeconds(++looks), TimeSpan.Zero), CancellationToken.None));
    }

    [Fact]
    public async Task A_browser_that_others_starve_is_waited_for_and_then_not_blamed()
    {
        var looks = 0;
        var coming = new TaskCompletionSource();
        Assert.Equal(FairEnding.Come, await FairWait.UntilAsync(coming.Task, Patience, () => Starved(() => coming.SetResult(), at: 3), CancellationToken.None));
        Assert.Equal(FairEnding.Starved, await FairWait.UntilAsync(Never, Patience, () => Starved(null, at: 0), CancellationToken.None));

        ProcessorShare Starved(Action? then, int at)
        {
            looks++;
            if (then is not null && looks == at) then();
            return new ProcessorShare(TimeSpan.FromMilliseconds(looks), TimeSpan.FromSeconds(looks));
        }
    }

    [Fact]
    public async Task Who_gives_up_waits_no_longer()
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FairWait.UntilAsync(Never, TimeSpan.FromHours(1), () => Stopped(), stop.Token));

        ProcessorShare Stopped()
        {
            stop.Cancel();
            return default;
        }
    }

    [Fact]
    public async Task An_endless_loop_is_found_on_a_busy_machine_as_well()
    {
        var looks = 0;
        // A third of the time, each time.
        Assert.Equal(FairEnding.TooLong, await FairWait.UntilAsync(Never, Patience, () => new ProcessorShare(TimeSpan.FromMilliseconds(170 * ++looks), TimeSpan.FromMilliseconds(330 * looks)), CancellationToken.None));
    }
}

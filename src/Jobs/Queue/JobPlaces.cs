namespace Vitrine.Jobs.Queue;

/// <summary>
/// The places of this process and which of its jobs keep one. A job that only waits for something outside steps aside: others get on meanwhile, and it takes a place again, before new jobs do, when it
/// goes on. Of a queue no more are aside than it has places, for each still keeps what it works with.
/// </summary>
internal sealed class JobPlaces(JobSettings settings, JobSignals signals, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly List<Place> places = [];

    /// <summary>Whether one more job may begin.</summary>
    public bool HasRoom
    {
        get
        {
            lock (gate) return places.Count(place => place.IsKept) < settings.Slots;
        }
    }

    /// <summary>Queues of which no job may begin.</summary>
    public IReadOnlyList<string> FullQueues()
    {
        lock (gate) return [.. settings.QueueSlots.Keys.Where(IsFull)];
    }

    public void Take(Guid jobId, string queue)
    {
        lock (gate) places.Add(new Place(jobId, queue));
    }

    /// <summary>The job is over.</summary>
    public void Leave(Guid jobId)
    {
        lock (gate) places.RemoveAll(place => place.JobId == jobId);
        signals.Wake();
    }

    /// <summary>Waits that long without a place, where that is of use, and then until there is one again.</summary>
    public async Task StepAsideAsync(Guid jobId, TimeSpan wait, CancellationToken cancellationToken)
    {
        var place = Release(jobId);
        await Task.Delay(wait, clock, cancellationToken);
        if (place is not null) await ReturnAsync(place).WaitAsync(cancellationToken);
    }

    private Place? Release(Guid jobId)
    {
        lock (gate)
        {
            if (places.Find(place => place.JobId == jobId) is not { IsKept: true } place || places.Count(other => !other.IsKept && other.Queue == place.Queue) >= SlotsOf(place.Queue)) return null;
            place.IsKept = false;
            signals.Wake();
            return place;
        }
    }

    private Task ReturnAsync(Place place)
    {
        lock (gate)
        {
            place.Return = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            signals.Wake();
            return place.Return.Task;
        }
    }

    /// <summary>Gives places back to those who want to go on, as far as there is room.</summary>
    public void Readmit()
    {
        lock (gate)
        {
            foreach (var place in places.Where(place => place.Return is not null))
            {
                if (!HasRoom || IsFull(place.Queue)) continue;
                place.IsKept = true;
                place.Return!.SetResult();
                place.Return = null;
            }
        }
    }

    private bool IsFull(string queue) => places.Count(place => place.IsKept && place.Queue == queue) >= SlotsOf(queue);

    private int SlotsOf(string queue) => settings.QueueSlots.GetValueOrDefault(queue, settings.Slots);

    private sealed class Place(Guid jobId, string queue)
    {
        public Guid JobId => jobId;

        public string Queue => queue;

        public bool IsKept { get; set; } = true;

        /// <summary>Set while the job wants to go on.</summary>
        public TaskCompletionSource? Return { get; set; }
    }
}

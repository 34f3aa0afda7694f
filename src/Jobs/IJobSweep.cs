namespace Vitrine.Jobs;

/// <summary>Looks for work that nobody does any more, since its job is gone. A worker calls it when it starts and every minute; several workers may do so at once.</summary>
public interface IJobSweep
{
    /// <summary>Sees to it that such work is done again, or has ended.</summary>
    Task SweepAsync(CancellationToken cancellationToken);
}

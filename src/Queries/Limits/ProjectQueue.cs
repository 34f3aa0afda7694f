using System.Threading.RateLimiting;
using Vitrine.Primitives;

namespace Vitrine.Queries.Limits;

/// <summary>Lets only so many questions of one project at its warehouse; the others wait in order, and too many are refused.</summary>
internal sealed class ProjectQueue(QuerySettings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<Guid> limiter = PartitionedRateLimiter.Create<Guid, Guid>(project =>
        RateLimitPartition.GetConcurrencyLimiter(project, _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = settings.Concurrency,
            QueueLimit = settings.Queue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));

    /// <summary>Waits for a turn; disposing gives it back.</summary>
    public async Task<IDisposable> EnterAsync(Guid projectId, CancellationToken cancellationToken)
    {
        var lease = await limiter.AcquireAsync(projectId, 1, cancellationToken);
        if (lease.IsAcquired) return lease;
        lease.Dispose();
        throw new RefusalException("queries.too-many", "Too many questions are waiting for this project's warehouse. Try again in a moment.", RefusalKind.TooMany);
    }

    public void Dispose() => limiter.Dispose();
}

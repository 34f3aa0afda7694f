using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Vitrine.Integration.Web;

/// <summary>Counts what is asked of databases from here on by what this test calls, and not by tests beside it.</summary>
internal sealed class QueryCount : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const string Source = "Microsoft.EntityFrameworkCore", Executed = Source + ".Database.Command.CommandExecuted";
    private static readonly AsyncLocal<StrongBox<int>?> Counted = new();
    private readonly StrongBox<int> count = new();
    private readonly List<IDisposable> subscriptions = [];

    private QueryCount() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    public int Count
    {
        get
        {
            Counted.Value = count;
            return count.Value;
        }
    }

    /// <summary>Counts from when everybody knows of it: a context of the framework looks once a second whether anybody listens. What is asked after <see cref="Count"/> was read first is counted.</summary>
    public static async Task<QueryCount> StartAsync(CancellationToken cancellationToken)
    {
        var counting = new QueryCount();
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1.1));
        await second.WaitForNextTickAsync(cancellationToken);
        return counting;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == Source) subscriptions.Add(value.Subscribe(this, name => name == Executed));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == Executed && Counted.Value == count) Interlocked.Increment(ref count.Value);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        Counted.Value = null;
        foreach (var subscription in subscriptions.ToList()) subscription.Dispose();
    }
}

using Vitrine.Outside.Processes;
using Vitrine.Primitives;
using Vitrine.Sql;
using Vitrine.Warehouses;
using Vitrine.Warehouses.DuckDb;

namespace Vitrine.Integration.Warehouses;

/// <summary>
/// A process whose thread pool has no thread to spare while statements that would run for minutes are to be stopped. It is a process of its own, since the other tests need their pool. It says
/// what happens, in order, a line for each.
/// </summary>
internal static class StarvedPool
{
    public const string Verb = "starved-pool";

    /// <summary>Runs it and returns its lines.</summary>
    public static async Task<string[]> AskAsync(string file, string how, CancellationToken cancellationToken)
    {
        string[] names = ["PATH", "HOME", "DOTNET_ROOT", "TMPDIR"];
        var environment = names.Select(name => (name, value: Environment.GetEnvironmentVariable(name))).Where(pair => pair.value is not null).ToDictionary(pair => pair.name, pair => pair.value!);
        var result = await LocalProcess.RunAsync(
            new ProcessRequest(Environment.ProcessPath!, [Verb, file, how]) { Environment = environment, WorkingDirectory = AppContext.BaseDirectory, Timeout = TimeSpan.FromMinutes(2) }, cancellationToken);
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static int Run(string[] args)
    {
        var (file, how) = (args[0], args[1]);
        using var stop = new CancellationTokenSource();
        var warehouse = new DuckDbWarehouse(new DuckDbOptions { File = file, Workers = 2 });
        var sessions = new[] { warehouse.OpenAsync(CancellationToken.None).Result, warehouse.OpenAsync(CancellationToken.None).Result };
        var limits = new QueryLimits(10, how == "limit" ? TimeSpan.FromMilliseconds(300) : TimeSpan.FromMinutes(10), 10_000);
        var questions = sessions.Select(session => session.QueryAsync(new RenderedSql(DuckDbWarehouseTests.Endless, []), limits, stop.Token)).ToArray();
        SpinWait.SpinUntil(() => warehouse.FreeWorkers == 0);

        using var open = new ManualResetEventSlim();
        var blocked = Block(open);
        Console.WriteLine("pool blocked");
        if (how == "cancel") stop.Cancel();
        // The bound is for the day on which this fails: without it the test would never say so.
        Console.WriteLine(SpinWait.SpinUntil(() => warehouse.FreeWorkers == 2, TimeSpan.FromSeconds(30)) ? "statements ended" : "statements still run");
        Console.WriteLine(blocked() == 0 ? "pool still blocked" : "pool was free");
        open.Set();
        foreach (var question in questions) Console.WriteLine(Name(question));
        return 0;
    }

    /// <summary>Takes all threads that the pool may have, and returns how many of them got through since.</summary>
    private static Func<int> Block(ManualResetEventSlim open)
    {
        var threads = Environment.ProcessorCount * 2;
        ThreadPool.SetMinThreads(threads, threads);
        ThreadPool.SetMaxThreads(threads, threads);
        var (inside, through) = (0, 0);
        for (var at = 0; at < threads * 2; at++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ =>
            {
                Interlocked.Increment(ref inside);
                open.Wait();
                Interlocked.Increment(ref through);
            }, null);
        }

        SpinWait.SpinUntil(() => Volatile.Read(ref inside) == threads);
        return () => Volatile.Read(ref through);
    }

    private static string Name(Task question)
    {
        try
        {
            question.GetAwaiter().GetResult();
            return "answered";
        }
        catch (RefusalException refusal)
        {
            return refusal.Code;
        }
        catch (OperationCanceledException)
        {
            return "cancelled";
        }
    }
}

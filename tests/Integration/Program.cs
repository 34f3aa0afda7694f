using Vitrine.Integration.Agents;
using Vitrine.Integration.Evaluation;
using Vitrine.Integration.LanguageModels;
using Vitrine.Integration.Sandboxes;
using Vitrine.Integration.Warehouses;

namespace Vitrine.Integration;

/// <summary>Runs the tests; or is the process that a test needs of its own, to kill it or to starve it; or the loopback server of the Messages API or the evaluation of apps, by hand.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        [MessagesServer.Verb, ..] => MessagesServer.RunAsync(args[1..]),
        [EvaluateApps.Verb, ..] => EvaluateApps.RunAsync(args[1..]),
        [TurnServer.Verb, ..] => TurnServer.RunAsync(args[1..]),
        [SandboxServer.Verb, ..] => SandboxServer.RunAsync(args[1..]),
        [StarvedPool.Verb, ..] => Task.FromResult(StarvedPool.Run(args[1..])),
        _ => Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
    };
}

using Vitrine.Integration.Agents;

namespace Vitrine.Integration;

/// <summary>Runs the tests; or, for tests that kill a server, is that server.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args)
        => args is [TurnServer.Verb, ..] ? TurnServer.RunAsync(args[1..]) : Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
}

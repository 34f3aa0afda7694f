namespace Vitrine;

/// <summary>What takes too long for every run and belongs to <c>./test --all</c>.</summary>
internal static class SlowTests
{
    /// <summary>Whether they were asked for; <c>./test</c> says so in the environment.</summary>
    public static bool AreAskedFor { get; } = Environment.GetEnvironmentVariable("VITRINE_SLOW_TESTS") == "true";
}

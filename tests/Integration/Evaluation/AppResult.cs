using System.Globalization;
using System.Text;
using Vitrine.Agents.LanguageModels;

namespace Vitrine.Integration.Evaluation;

/// <summary>What came of one prompt.</summary>
/// <param name="Case">The prompt.</param>
/// <param name="Wrong">What is not as wanted; empty when it passes.</param>
/// <param name="Rounds">Calls of the model.</param>
/// <param name="Elapsed">From the prompt to the end of the last check.</param>
/// <param name="Usage">Tokens.</param>
/// <param name="Dollars">What they cost by the prices of the model.</param>
internal sealed record AppResult(AppCase Case, IReadOnlyList<string> Wrong, int Rounds, TimeSpan Elapsed, ModelUsage Usage, decimal Dollars)
{
    /// <summary>The code with which the agent gave up; null when it did not.</summary>
    public string? EndedAs { get; init; }

    public bool HasPassed => Wrong.Count == 0;

    /// <summary>The report: a line for each prompt, what failed, and the sums.</summary>
    public static string Report(string who, IReadOnlyList<AppResult> results)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"",4}  {"",-10} {"rounds",6} {"seconds",8} {"read",9} {"written",8} {"to cache",9} {"cached",10} {"$",8}");
        foreach (var result in results)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{(result.HasPassed ? "pass" : "FAIL")}  {result.Case.Id,-10} {Figures(result.Rounds, result.Elapsed, result.Usage, result.Dollars)}  {result.Case.Prompt}");
            foreach (var wrong in result.Wrong) text.AppendLine(CultureInfo.InvariantCulture, $"        {wrong.ReplaceLineEndings("\n        ")}");
        }

        var passed = results.Count(result => result.HasPassed);
        var sum = results.Aggregate(ModelUsage.None, (sum, result) => new ModelUsage(sum.Input + result.Usage.Input, sum.Output + result.Usage.Output, sum.CacheRead + result.Usage.CacheRead, sum.CacheWrite + result.Usage.CacheWrite));
        text.AppendLine(CultureInfo.InvariantCulture, $"{"sum",-16} {Figures(results.Sum(result => result.Rounds), TimeSpan.FromTicks(results.Sum(result => result.Elapsed.Ticks)), sum, results.Sum(result => result.Dollars))}");
        text.AppendLine(CultureInfo.InvariantCulture, $"{who}: {passed} of {results.Count} pass ({100.0 * passed / Math.Max(1, results.Count):0.0} %)");
        return text.ToString();
    }

    private static string Figures(int rounds, TimeSpan elapsed, ModelUsage usage, decimal dollars) => string.Create(
        CultureInfo.InvariantCulture, $"{rounds,6} {elapsed.TotalSeconds,8:0.0} {usage.Input,9:N0} {usage.Output,8:N0} {usage.CacheWrite,9:N0} {usage.CacheRead,10:N0} {dollars,8:0.0000}");
}

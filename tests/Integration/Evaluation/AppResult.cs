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
    public bool HasPassed => Wrong.Count == 0;

    /// <summary>The report: a line for each prompt, what failed, and the sums.</summary>
    public static string Report(string who, IReadOnlyList<AppResult> results)
    {
        var text = new StringBuilder();
        foreach (var result in results)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{(result.HasPassed ? "pass" : "FAIL")}  {result.Case.Id,-10} {result.Rounds,3} rounds {result.Elapsed.TotalSeconds,7:0.0} s {Tokens(result.Usage),9} tokens  $ {result.Dollars,8:0.0000}  {result.Case.Prompt}");
            foreach (var wrong in result.Wrong) text.AppendLine(CultureInfo.InvariantCulture, $"        {wrong}");
        }

        var passed = results.Count(result => result.HasPassed);
        text.AppendLine(CultureInfo.InvariantCulture, $"{who}: {passed} of {results.Count} pass ({100.0 * passed / Math.Max(1, results.Count):0.0} %), {results.Sum(result => result.Rounds)} rounds, {results.Sum(result => result.Elapsed.TotalSeconds):0.0} s, {results.Sum(result => Tokens(result.Usage))} tokens, $ {results.Sum(result => result.Dollars):0.0000}");
        return text.ToString();
    }

    private static long Tokens(ModelUsage usage) => usage.Input + usage.Output + usage.CacheRead + usage.CacheWrite;
}

using System.Globalization;
using Vitrine.Agents.Spending;

namespace Vitrine.Web.Components;

/// <summary>How pages say times and names.</summary>
internal static class Wording
{
    /// <summary>Such as <c>5 minutes ago</c>.</summary>
    public static string Since(DateTimeOffset then, DateTimeOffset now)
    {
        var span = now - then;
        return span.TotalSeconds switch
        {
            < 45 => "just now",
            < 90 => "a minute ago",
            < 3600 * 0.95 => $"{Math.Round(span.TotalMinutes):0} minutes ago",
            < 5400 => "an hour ago",
            < 3600 * 22 => $"{Math.Round(span.TotalHours):0} hours ago",
            < 3600 * 36 => "yesterday",
            < 86400 * 14 => $"{Math.Round(span.TotalDays):0} days ago",
            _ => then.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>How long something takes or has been, such as <c>42 s</c>, <c>12 min</c>, <c>3 h 5 min</c>, <c>2 d</c>.</summary>
    public static string Age(TimeSpan span) => span.TotalSeconds switch
    {
        < 0 => "0 s",
        < 60 => $"{(int)span.TotalSeconds} s",
        < 3600 => $"{(int)span.TotalMinutes} min",
        < 86400 => $"{(int)span.TotalHours} h {span.Minutes} min",
        _ => $"{(int)span.TotalDays} d",
    };

    /// <summary>Two letters of a name.</summary>
    public static string Initials(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [] => "?",
            [var one] => one[..1].ToUpperInvariant(),
            [var first, .., var last] => $"{first[0]}{last[0]}".ToUpperInvariant(),
        };
    }

    /// <summary>Such as <c>420 ms</c>, <c>1.4 s</c>.</summary>
    public static string Milliseconds(long milliseconds) => milliseconds < 1000 ? $"{milliseconds} ms" : Seconds(milliseconds / 1000.0);

    /// <summary>How long a gate took; <c>skipped</c> and <c>…</c> where it did not run, or runs still.</summary>
    public static string GateTime(string status, long milliseconds) => status switch { "skipped" => "skipped", "running" => "…", _ => Milliseconds(milliseconds) };

    /// <summary>Such as <c>$1,204.50</c>; with more digits where there are hardly any cents.</summary>
    public static string Dollars(decimal amount) => amount switch
    {
        0 => "$0",
        > 0 and < 0.001m => "< $0.001",
        < 0.1m => amount.ToString("$0.00#", CultureInfo.InvariantCulture),
        _ => amount.ToString("$#,0.00", CultureInfo.InvariantCulture),
    };

    /// <summary>Where an estimate is from, in a sentence.</summary>
    public static string WhereFrom(TurnEstimate estimate) => (estimate, estimate.Spent > 0) switch
    {
        ({ Turns: > 0 }, false) => $"Half of the last {estimate.Turns} prompts like it cost less, four of five less than {Dollars(estimate.UpTo)}",
        ({ Turns: > 0 }, true) => $"It has cost {Dollars(estimate.Spent)} so far. Of the last {estimate.Turns} prompts like it, four of five cost less than {Dollars(estimate.Spent + estimate.UpTo)}",
        (_, false) => $"From the model's prices; prompts like it are not known here yet. It may be up to {Dollars(estimate.UpTo)}",
        _ => $"From the model's prices, less the {Dollars(estimate.Spent)} that it has cost so far; prompts like it are not known here yet. It may be up to {Dollars(estimate.UpTo)} more",
    };

    /// <summary>How long something has to be waited for still, in whole seconds: <c>12 s</c>, <c>6 min 40 s</c>.</summary>
    public static string Left(TimeSpan left)
    {
        var seconds = Math.Max(0, Math.Ceiling(left.TotalSeconds));
        return seconds < 60 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{seconds:0} s") : Seconds(seconds);
    }

    public static string Seconds(double seconds) => seconds < 60 ? $"{seconds:0.0} s" : $"{(int)seconds / 60} min {(int)seconds % 60} s";
}

namespace Vitrine.Agents.Composer.Reading;

/// <summary>What a stretch of words was recognised as. What is left unmarked is held to the catalog.</summary>
/// <param name="From">The first word.</param>
/// <param name="To">The word after the last.</param>
internal abstract record Mark(int From, int To)
{
    /// <summary>Words that name something of the catalog whole, although they look like ours ("monthly active users").</summary>
    internal sealed record Protected(int From, int To) : Mark(From, To);

    /// <summary>What the app, or a widget, shall be called.</summary>
    internal sealed record Title(int From, int To, string Text) : Mark(From, To);

    internal sealed record Range(int From, int To, TimeRange Value) : Mark(From, To);

    /// <summary>What headline numbers are held against.</summary>
    /// <param name="From">The first word.</param>
    /// <param name="To">The word after the last.</param>
    /// <param name="Value">The nearest that there is.</param>
    /// <param name="Other">The stretch that was named, where it is another one; null where it is not.</param>
    internal sealed record Compare(int From, int To, Comparison Value, TimeRange? Other = null) : Mark(From, To);

    /// <summary>A trend; without a grain where only "over time" is said.</summary>
    internal sealed record Grain(int From, int To, TimeUnit? Value) : Mark(From, To);

    /// <summary>Top or bottom so many; null where no number is said.</summary>
    internal sealed record Rank(int From, int To, int? Count, bool IsBottom, RankSense Sense = RankSense.Amount) : Mark(From, To);

    internal sealed record Chart(int From, int To, ChartKind Value) : Mark(From, To);

    /// <summary>A kind of chart that the kit does not have.</summary>
    internal sealed record UnknownChart(int From, int To, string Name) : Mark(From, To);

    internal sealed record Template(int From, int To, TemplateWord Value) : Mark(From, To);

    /// <summary>A bound of a number: an operator of filters and its values.</summary>
    /// <param name="From">The first word.</param>
    /// <param name="To">The word after the last.</param>
    /// <param name="Operator">By its name in contracts.</param>
    /// <param name="Values">One, or two for a span.</param>
    /// <param name="IsMoney">Whether money is meant.</param>
    /// <param name="Unit">The stem of a unit of time that was said, such as <c>day</c>; null for none.</param>
    internal sealed record Bound(int From, int To, string Operator, IReadOnlyList<decimal> Values, bool IsMoney = false, string? Unit = null) : Mark(From, To);

    /// <summary>Words that are a value of the data, found after the explore was chosen.</summary>
    internal sealed record OfData(int From, int To, string Field, string Label, string Text) : Mark(From, To);

    /// <summary>Words that name one figure together although words of ours stand among them: "how often are … cancelled".</summary>
    internal sealed record Asked(int From, int To) : Mark(From, To);

    /// <summary>A colour by its name.</summary>
    internal sealed record Colour(int From, int To, string Name) : Mark(From, To);

    /// <summary>A word that gives the words after it a role.</summary>
    internal sealed record Joint(int From, int To, JointKind Value) : Mark(From, To);
}

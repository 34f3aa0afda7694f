using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Metrics;

/// <summary>
/// What a metric was a number of units before: in the row of a bucket of time stands its value of the bucket that lies so far back. All filters hold, and row rules as ever; a range over that time moves back as well.
/// A bucket that has no counterpart (the 31st, a month before) has no value. Rows are those of the query; a group that has rows in the earlier period only is not among them.
/// </summary>
/// <param name="Metric">The metric, which belongs to the explore.</param>
/// <param name="Time">The time that is moved: a selected dimension, cut to days or coarser, or to hours.</param>
/// <param name="Unit">Days to years, and as coarse as the buckets at least.</param>
/// <param name="Count">How many, from 1.</param>
public sealed record EarlierPeriod(FieldReference Metric, FieldReference Time, FilterUnit Unit, int Count);

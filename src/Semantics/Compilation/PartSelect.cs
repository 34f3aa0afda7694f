using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation;

/// <summary>A part as SQL.</summary>
/// <param name="Select">The select.</param>
/// <param name="Part">Its metrics, and how they are kept from being counted several times.</param>
/// <param name="Shift">The earlier period whose numbers it holds; null for the query's own.</param>
internal sealed record PartSelect(SqlSelect Select, MetricPart Part, PeriodShift? Shift);

using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Model;

/// <summary>A distance on the calendar.</summary>
/// <param name="Count">How many; above zero is later.</param>
/// <param name="Grain">Of what.</param>
internal sealed record TimeOffset(int Count, TimeGrain Grain);

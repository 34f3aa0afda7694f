using Vitrine.Semantics.Model;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation.Detached;

/// <summary>Metrics that were computed apart from the explore's rows, with the columns of the question.</summary>
/// <param name="With">Named selects; the last one is the part.</param>
/// <param name="Metrics">The metrics of the explore that it holds.</param>
/// <param name="Tables">The tables whose rows it reads, behind their row rules.</param>
internal sealed record DetachedPart(IReadOnlyList<SqlNamedSelect> With, IReadOnlyList<Metric> Metrics, IReadOnlyList<ExploreTable> Tables)
{
    public string Name => With[^1].Name;
}

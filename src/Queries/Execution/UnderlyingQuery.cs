using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution.Arguments;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Execution;

/// <summary>The question for the rows behind one row of an answer: the contract's own filters, narrowed to that row.</summary>
internal static class UnderlyingQuery
{
    public static CompiledQuery Compile(
        QueryContract contract, IReadOnlyList<BoundFilter> filters, IReadOnlyList<FilterRule> row, MetricQueryCompiler compiler, Explore explore, CompilationContext context)
    {
        var ofRows = filters.Where(filter => !(explore.TryGetField(QueryBuilding.Reference(filter.Field), out var field) && field is Metric));
        FilterNode[] nodes = [.. contract.Where.Select(QueryBuilding.Node), .. ofRows.Select(filter => QueryBuilding.Rule(filter.Field, filter.Value)), .. row];
        return compiler.CompileUnderlying(
            explore.Name, [.. contract.Underlying.Select(QueryBuilding.Reference)], QueryBuilding.Group(nodes), ContractLimits.DefaultRows, context);
    }
}

using Vitrine.Builds;
using Vitrine.Builds.Gates;
using Vitrine.Builds.Workspaces;
using Vitrine.Integration.Queries;
using Vitrine.Queries.Contracts;

namespace Vitrine.Integration.Builds;

public sealed class ContractsGateTests : IAsyncDisposable
{
    private readonly JaffleProject jaffle = new();

    public ValueTask DisposeAsync() => jaffle.DisposeAsync();

    [Theory]
    [InlineData("orders.unique_order_coun", "contracts.unknown-field", "Did you mean orders.unique_order_count?")]
    [InlineData("orders.total_order_amount", "contracts.not-a-column", "")]
    public async Task A_misspelt_field_is_named_before_what_follows_from_it(string metric, string code, string hint)
    {
        var source = AppSource.Empty.With("src/queries.yml", $"version: 1\ncontracts: {{ all: {{ explore: orders, dimensions: [orders.status], metrics: [{metric}], sort: [{{ field: orders.unique_order_count }}] }} }}\n");
        var request = new CheckRequest { Project = jaffle.Open(), Author = JaffleProject.Person("east_coast"), Title = "App", Scope = CheckScope.Quick };
        var verdict = await new ContractsGate().RunAsync(new GateInput { Request = request, Source = source, Contracts = ContractFileParser.Parse(source.Contracts).File, Workspace = null!, Template = null! }, TestContext.Current.CancellationToken);

        var finding = Assert.Single(verdict.Diagnostics);
        Assert.Equal(code, finding.Code);
        Assert.StartsWith(hint, finding.Hint, StringComparison.Ordinal);
    }
}

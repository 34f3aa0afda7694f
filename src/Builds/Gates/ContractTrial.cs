using Vitrine.Access;
using Vitrine.Primitives;
using Vitrine.Projects.Catalog;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution;

namespace Vitrine.Builds.Gates;

/// <summary>Asks every contract of an app once, with defaults and examples, and every filter for its values: as one person, through the real engine.</summary>
internal sealed class ContractTrial(ContractRunner runner, OpenProject project, Principal principal, ContractFile contracts)
{
    // Enough to see whether there are rows, and for the figures that somebody may have copied.
    private const int Rows = 200;
    private const string Gate = "queries";
    private const string File = "src/queries.yml";

    /// <summary>What came of it.</summary>
    /// <param name="Findings">Questions that are refused, and warnings for those without rows.</param>
    /// <param name="Results">The answers.</param>
    public sealed record Outcome(IReadOnlyList<GateDiagnostic> Findings, IReadOnlyList<ContractResult> Results);

    public async Task<Outcome> RunAsync(CancellationToken cancellationToken)
    {
        var asking = contracts.Contracts.Select(contract => AskAsync(contract, cancellationToken)).ToList();
        var options = OptionFilters().Select(filter => AskOptionsAsync(filter, cancellationToken)).ToList();
        var answers = await Task.WhenAll(asking);
        var findings = answers.Select(answer => answer.Finding).Concat(await Task.WhenAll(options)).OfType<GateDiagnostic>();
        return new Outcome([.. findings], [.. answers.Select(answer => answer.Result).OfType<ContractResult>()]);
    }

    private async Task<(ContractResult? Result, GateDiagnostic? Finding)> AskAsync(QueryContract contract, CancellationToken cancellationToken)
    {
        try
        {
            var arguments = ExampleArguments.Of(project.Layer, contracts, contract);
            var result = await runner.RunAsync(project, principal, contracts, contract.Name, arguments, Math.Min(Rows, contract.MaximumLimit), refresh: false, cancellationToken);
            return (result, result.Rows.Count > 0 ? null : GateDiagnostic.Warning(
                Gate, "queries.empty", $"The contract {contract.Name} has no rows with its defaults.", "Check its fixed filters and default range; the app will show its empty state.", File, contract.Spot.Line).OfServer());
        }
        catch (RefusalException refusal)
        {
            var hint = refusal.Diagnostics.Select(finding => finding.Hint).FirstOrDefault(text => text is not null);
            return (null, GateDiagnostic.Error(Gate, "queries.failed", $"The contract {contract.Name} cannot be asked: {refusal.Message}", hint, File, contract.Spot.Line) with { WithoutData = $"The contract {contract.Name} cannot be asked ({refusal.Code})." });
        }
    }

    private async Task<GateDiagnostic?> AskOptionsAsync(string filter, CancellationToken cancellationToken)
    {
        try
        {
            var values = await runner.ValuesAsync(project, principal, contracts, filter, null, cancellationToken);
            return values.Values.Count > 0 ? null : GateDiagnostic.Warning(Gate, "queries.no-options", $"The filter {filter} has no values to choose from.", null, File).OfServer();
        }
        catch (RefusalException refusal)
        {
            return GateDiagnostic.Error(Gate, "queries.failed", $"The values of the filter {filter} cannot be asked: {refusal.Message}", null, File) with { WithoutData = $"The values of the filter {filter} cannot be asked ({refusal.Code})." };
        }
    }

    private IEnumerable<string> OptionFilters()
        => contracts.Filters.Where(filter => filter.Options && contracts.Contracts.Any(contract => contract.Use.Any(use => use.Filter == filter.Name))).Select(filter => filter.Name)
            .Concat(contracts.Contracts.SelectMany(contract => contract.Arguments.Where(argument => argument.Options).Select(argument => $"{contract.Name}.{argument.Name}")));
}

using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Projects;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution;

namespace Vitrine.Agents.Tools;

/// <summary>Runs a contract of the files as they are, as the app will when its author opens it.</summary>
internal static class ContractTrial
{
    public static Task<ContractResult> RunAsync(ToolContext context, string name, JsonElement arguments, int? limit, CancellationToken cancellationToken)
        => RunAsync(context, context.Source.Contracts, name, arguments, limit, cancellationToken);

    /// <summary>The same for contracts that no file holds yet.</summary>
    public static Task<ContractResult> RunAsync(ToolContext context, string contracts, string name, JsonElement arguments, int? limit, CancellationToken cancellationToken)
    {
        context.RequireExposure(DataExposure.Rows);
        var read = ContractFileParser.Parse(contracts);
        if (!read.IsReadable) throw Broken(read.Diagnostics);
        var findings = ContractValidator.ValidateIn(read.File, context.Project.Layer, context.Project.ContextFor(context.Author));
        if (findings.Any(finding => finding.Severity == DiagnosticSeverity.Error)) throw Broken(findings);
        var names = read.File.Contracts.Select(contract => contract.Name).ToList();
        if (!names.Contains(name))
            throw new RefusalException("tools.unknown-contract", $"src/queries.yml has no contract {name}. {NearestName.Hint(name, names) ?? (names.Count == 0 ? "It has none yet." : $"It has {string.Join(", ", names)}.")}", RefusalKind.NotFound);
        return context.Contracts.RunAsync(context.Project, context.Author, read.File, name, arguments.ValueKind == JsonValueKind.Undefined ? Nothing : arguments, limit, false, cancellationToken);
    }

    private static JsonElement Nothing { get; } = ToolInput.Schema("{}");

    private static RefusalException Broken(IReadOnlyList<Diagnostic> findings)
        => new("tools.broken-contracts", "src/queries.yml does not resolve yet.", RefusalKind.Invalid, [.. findings.Where(finding => finding.Severity == DiagnosticSeverity.Error)]);
}

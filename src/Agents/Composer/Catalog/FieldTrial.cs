using Vitrine.Projects.Catalog;
using Vitrine.Queries.Contracts;
using Vitrine.Semantics.Metrics;

namespace Vitrine.Agents.Composer.Catalog;

/// <summary>Tries whether a field can be asked for by this author, by a contract of nothing else, each once.</summary>
internal sealed class FieldTrial(OpenProject project, CompilationContext context)
{
    private readonly Dictionary<(string, string), bool> known = [];

    public bool Works(string explore, string field)
    {
        if (known.TryGetValue((explore, field), out var works)) return works;
        var text = $"version: 1\ncontracts:\n  trial:\n    label: Trial\n    explore: {explore}\n    metrics: [{field}]\n";
        var read = ContractFileParser.Parse(text);
        return known[(explore, field)] = !read.IsReadable || ContractValidator.ValidateIn(read.File, project.Layer, context).All(finding => finding.Severity != Primitives.DiagnosticSeverity.Error);
    }
}

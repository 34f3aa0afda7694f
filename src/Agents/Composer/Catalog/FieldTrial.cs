using Vitrine.Projects.Catalog;
using Vitrine.Queries.Contracts;
using Vitrine.Semantics.Metrics;

namespace Vitrine.Agents.Composer.Catalog;

/// <summary>Tries whether a field can be asked for by this author, by a contract of nothing else, each once.</summary>
internal sealed class FieldTrial(OpenProject project, CompilationContext context)
{
    private readonly Dictionary<(string, string), bool> known = [];

    public bool Works(string explore, CatalogField field)
    {
        if (known.TryGetValue((explore, field.Name), out var works)) return works;
        var text = $"version: 1\ncontracts:\n  trial:\n    label: Trial\n    explore: {explore}\n    {(field.IsMetric ? "metrics" : "dimensions")}: [{field.Name}]\n";
        var read = ContractFileParser.Parse(text);
        return known[(explore, field.Name)] = !read.IsReadable || ContractValidator.ValidateIn(read.File, project.Layer, context).All(finding => finding.Severity != Primitives.DiagnosticSeverity.Error);
    }
}

using System.Text;
using Vitrine.Queries.Contracts.Generation;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Contracts;

/// <summary>
/// Writes <c>gen/queries.ts</c>: the names, argument types and row types of an app's contracts for the type checker, and
/// their description for the kit. The same file and layer give the same bytes.
/// </summary>
public static class QueriesModuleWriter
{
    /// <summary>The module's text, with line feeds.</summary>
    /// <param name="file">A file that was validated against the layer.</param>
    /// <param name="layer">The semantic layer; it gives types and labels.</param>
    public static string Write(ContractFile file, SemanticLayer layer)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(layer);
        var contracts = file.Contracts.Select(contract => new TypedContract(file, contract, layer)).ToList();
        var filters = file.Filters.Select(filter => TypedArgument.OfFilter(filter, file, layer)).ToList();
        var types = new TypeWriter();
        var text = new StringBuilder();
        text.Append("export interface Contracts {\n");
        foreach (var contract in contracts) text.Append(types.Contract(contract));
        text.Append("}\n\nexport interface Filters {\n");
        foreach (var filter in filters) text.Append("  ").Append(types.Argument(filter)).Append(";\n");
        text.Append("}\n\ndeclare module \"@vitrine/kit\" {\n  interface Register {\n    contracts: Contracts;\n    filters: Filters;\n    options: ")
            .Append(TypeWriter.Options(file)).Append(";\n  }\n}\n\nregisterContracts(\n")
            .Append(DescriptionWriter.Write(contracts, filters)).Append(");\n");
        return "// generated from src/queries.yml; do not edit\nimport { registerContracts } from \"@vitrine/kit\";\n" + types.Imports + "\n" + text;
    }
}

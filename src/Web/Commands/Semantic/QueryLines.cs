using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Primitives;
using Vitrine.Semantics.Lightdash;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Sql;

namespace Vitrine.Web.Commands.Semantic;

/// <summary>Compiles <c>{id, metricQuery}</c> line by line: <c>{id, sql, parameters, …}</c>.</summary>
internal sealed class QueryLines(SemanticLayer layer, SqlDialect dialect, CompilationContext context)
{
    private readonly MetricQueryCompiler compiler = new(layer, dialect);

    /// <summary>Answers every line of the input.</summary>
    /// <param name="input">The lines.</param>
    /// <param name="output">Where the answers go.</param>
    /// <param name="answer">Adds to the object of a query what is made of it, and says what a reader of it should know.</param>
    /// <param name="cancellationToken">Stops between two lines, and the query.</param>
    public Task AnswerAsync(TextReader input, TextWriter output, Func<CompiledQuery, JsonObject, CancellationToken, Task<IReadOnlyList<Diagnostic>>> answer, CancellationToken cancellationToken)
        => JsonLines.AnswerAsync(input, output, (line, made, stop) => AddAsync(line, made, answer, stop), cancellationToken, hasId: true);

    private async Task AddAsync(JsonElement line, JsonObject made, Func<CompiledQuery, JsonObject, CancellationToken, Task<IReadOnlyList<Diagnostic>>> answer, CancellationToken cancellationToken)
    {
        if (!line.TryGetProperty("metricQuery", out var asked)) throw new RefusalException("semantics.bad-query", "A line is an object with id and metricQuery.");
        var query = LightdashQueryReader.Read(asked, layer);
        if (line.TryGetProperty("totals", out var totals)) query = QueryTotals.Of(query, Kept(totals, query), layer);
        var compiled = compiler.Compile(query, context);
        made["sql"] = compiled.Sql.Text;
        made["parameters"] = new JsonArray([.. compiled.Sql.Parameters.Select(parameter => JsonSerializer.SerializeToNode(parameter.Value))]);
        AddParameters(compiled, made);
        made["columns"] = new JsonArray([.. compiled.Columns.Select(column => (JsonNode)column.Id)]);
        made["warnings"] = new JsonArray([.. (await answer(compiled, made, cancellationToken)).Select(warning => new JsonObject { ["code"] = warning.Code, ["message"] = warning.Message })]);
    }

    /// <summary>Lightdash's name for the parameters that a query came to look at, where there are any.</summary>
    internal static void AddParameters(CompiledQuery compiled, JsonObject made)
    {
        if (compiled.UsedParameters.Count == 0) return;
        made["usedParametersValues"] = new JsonObject(compiled.UsedParameters.Select(used => KeyValuePair.Create(used.Key, used.Value is [var value] ? value : (JsonNode?)new JsonArray([.. used.Value.Select(text => (JsonNode)text)]))));
    }

    /// <summary>The dimensions of a query that its totals keep, by their ids.</summary>
    private static List<FieldReference> Kept(JsonElement totals, MetricQuery query)
    {
        if (totals.ValueKind != JsonValueKind.Array) throw new RefusalException("semantics.bad-query", "totals lists the ids of the dimensions that stay; [] is the grand total.");
        return [.. totals.EnumerateArray().Select(id => id.ValueKind == JsonValueKind.String && query.Dimensions.FirstOrDefault(dimension => dimension.Id == id.GetString() || query.Bins.Any(bin => bin.Reference == dimension && bin.Name == id.GetString())) is { Name: not null } found
            ? found
            : throw new RefusalException("semantics.bad-totals", $"{id.GetRawText()} is no dimension of the query, so there are no totals by it."))];
    }
}

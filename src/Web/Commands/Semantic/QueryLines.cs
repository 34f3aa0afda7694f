using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Primitives;
using Vitrine.Semantics.Lightdash;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Sql;

namespace Vitrine.Web.Commands.Semantic;

/// <summary>
/// Reads <c>{id, metricQuery}</c> line by line and answers each with one line, in order: <c>{id, sql, parameters, …}</c>, or <c>{id, refused: {code, message, hint}}</c>. A line that cannot be
/// read is refused like a query; the others go on.
/// </summary>
internal sealed class QueryLines(SemanticLayer layer, SqlDialect dialect, CompilationContext context)
{
    private readonly MetricQueryCompiler compiler = new(layer, dialect);

    /// <summary>Answers every line of the input.</summary>
    /// <param name="input">The lines. Empty ones are passed over.</param>
    /// <param name="output">Where the answers go.</param>
    /// <param name="answer">Adds to the object of a query what is made of it.</param>
    /// <param name="cancellationToken">Stops between two lines, and the query.</param>
    public async Task AnswerAsync(TextReader input, TextWriter output, Func<CompiledQuery, JsonObject, CancellationToken, Task> answer, CancellationToken cancellationToken)
    {
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.AsSpan().Trim().IsEmpty) continue;
            await output.WriteLineAsync((await AnswerAsync(line, answer, cancellationToken)).ToJsonString(Api.WireForm.OfVerbs));
            // Whoever waits for the answer of one query before asking the next gets it.
            await output.FlushAsync(cancellationToken);
        }
    }

    private async Task<JsonObject> AnswerAsync(string line, Func<CompiledQuery, JsonObject, CancellationToken, Task> answer, CancellationToken cancellationToken)
    {
        JsonNode? id = null;
        try
        {
            using var document = Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("metricQuery", out var asked))
                throw new RefusalException("semantics.bad-query", "A line is an object with id and metricQuery.");
            if (document.RootElement.TryGetProperty("id", out var given)) id = JsonNode.Parse(given.GetRawText());
            var compiled = compiler.Compile(LightdashQueryReader.Read(asked, layer), context);
            var made = new JsonObject
            {
                ["id"] = id?.DeepClone(),
                ["sql"] = compiled.Sql.Text,
                ["parameters"] = new JsonArray([.. compiled.Sql.Parameters.Select(parameter => JsonSerializer.SerializeToNode(parameter.Value))]),
                ["columns"] = new JsonArray([.. compiled.Columns.Select(column => (JsonNode)column.Id)]),
            };
            await answer(compiled, made, cancellationToken);
            made["warnings"] = new JsonArray([.. compiled.Warnings.Select(warning => new JsonObject { ["code"] = warning.Code, ["message"] = warning.Message })]);
            return made;
        }
        catch (RefusalException refusal)
        {
            return new JsonObject
            {
                ["id"] = id?.DeepClone(),
                ["refused"] = new JsonObject { ["code"] = refusal.Code, ["message"] = refusal.Message, ["hint"] = refusal.Diagnostics.Select(finding => finding.Hint).FirstOrDefault(hint => hint is not null) },
            };
        }
    }

    private static JsonDocument Parse(string line)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException problem)
        {
            throw new RefusalException("semantics.bad-query", $"A line is not valid JSON: {problem.Message}");
        }
    }
}

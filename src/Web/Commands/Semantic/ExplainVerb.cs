using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Primitives;
using Vitrine.Semantics.Lightdash;
using Vitrine.Semantics.Metrics;

namespace Vitrine.Web.Commands.Semantic;

/// <summary><c>vitrine semantic explain</c>: metric queries in, how their answers come about out, line by line.</summary>
internal sealed class ExplainVerb : IVerb
{
    public Command Create()
    {
        var options = new LayerOptions();
        var asked = new WarehouseOptions();
        var command = new Command("explain", "Explain metric queries: one JSON object {id, metricQuery} a line on standard input, one {id, steps, numbers, filters, rowRules, attributes, sql, parameters} or {id, refused} a line on standard output.");
        asked.Add(command);
        options.AddLayer(command);
        options.AddContext(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var layer = await options.ReadLayerAsync(parsed, cancellationToken);
            var compiler = new MetricQueryCompiler(layer, await asked.DialectAsync(parsed, layer.Adapter));
            var context = options.ReadContext(parsed, TimeProvider.System);
            await JsonLines.AnswerAsync(
                Console.In, Console.Out,
                (line, made, _) =>
                {
                    if (!line.TryGetProperty("metricQuery", out var query)) throw new RefusalException("semantics.bad-query", "A line is an object with id and metricQuery.");
                    Add(compiler.Explain(LightdashQueryReader.Read(query, layer), context), made);
                    return Task.CompletedTask;
                },
                cancellationToken, hasId: true);
            return 0;
        });
        return command;
    }

    private static void Add(QueryExplanation explanation, JsonObject made)
    {
        made["steps"] = Texts(explanation.Steps);
        made["numbers"] = new JsonArray([.. explanation.Numbers.Select(number => new JsonObject { ["metric"] = number.Metric.Id, ["table"] = number.Table, ["how"] = number.How })]);
        made["filters"] = Texts(explanation.Filters);
        made["rowRules"] = new JsonArray([.. explanation.RowRules.Select(rule => new JsonObject { ["table"] = rule.Table, ["sql"] = rule.Sql })]);
        made["attributes"] = Texts(explanation.Attributes);
        made["sql"] = explanation.Query.Sql.Text;
        made["parameters"] = new JsonArray([.. explanation.Query.Sql.Parameters.Select(parameter => JsonSerializer.SerializeToNode(parameter.Value))]);
        QueryLines.AddParameters(explanation.Query, made);
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}

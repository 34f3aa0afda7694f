using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Primitives;
using Vitrine.Semantics.Lightdash;

namespace Vitrine.Web.Commands.Semantic;

/// <summary><c>vitrine semantic filter</c>: filter expressions of dbt meta in, what they mean out, line by line.</summary>
internal sealed class FilterVerb : IVerb
{
    public Command Create()
    {
        var command = new Command("filter", "Read filter expressions of dbt meta: one JSON object {input} a line on standard input, one {operator, values, unit} or {refused} a line on standard output.");
        command.SetAction(async (_, cancellationToken) =>
        {
            await JsonLines.AnswerAsync(Console.In, Console.Out, (line, made, _) => AddAsync(line, made), cancellationToken);
            return 0;
        });
        return command;
    }

    private static Task AddAsync(JsonElement line, JsonObject made)
    {
        if (!line.TryGetProperty("input", out var input)) throw new RefusalException("semantics.bad-query", "A line is an object with input: what meta writes for a filter.");
        var rule = LightdashFilterReader.Read(input);
        made["operator"] = JsonNamingPolicy.CamelCase.ConvertName(rule.Operator.ToString());
        made["values"] = new JsonArray([.. rule.Values.Select(value => (JsonNode?)value)]);
        if (rule.Unit is { } unit) made["unit"] = JsonNamingPolicy.CamelCase.ConvertName(unit.ToString());
        return Task.CompletedTask;
    }
}

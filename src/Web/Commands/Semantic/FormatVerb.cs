using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Primitives;
using Vitrine.Semantics.Lightdash;
using Vitrine.Web.Api;

namespace Vitrine.Web.Commands.Semantic;

/// <summary><c>vitrine semantic format</c>: values in, text out, line by line.</summary>
internal sealed class FormatVerb : IVerb
{
    public Command Create()
    {
        var command = new Command("format", "Format values: one JSON object {type, format or timeInterval, value} a line on standard input, one {formatted} or {refused} a line on standard output.");
        command.SetAction(async (_, cancellationToken) =>
        {
            while (await Console.In.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line.AsSpan().Trim().IsEmpty) continue;
                await Console.Out.WriteLineAsync(Answer(line).ToJsonString(WireForm.OfVerbs));
                await Console.Out.FlushAsync(cancellationToken);
            }

            return 0;
        });
        return command;
    }

    private static JsonObject Answer(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return new JsonObject { ["formatted"] = LightdashFormatReader.Read(document.RootElement).Show() };
        }
        catch (JsonException problem)
        {
            return Refused("semantics.bad-query", $"A line is not valid JSON: {problem.Message}");
        }
        catch (RefusalException refusal)
        {
            return Refused(refusal.Code, refusal.Message);
        }
    }

    private static JsonObject Refused(string code, string message) => new() { ["refused"] = new JsonObject { ["code"] = code, ["message"] = message } };
}

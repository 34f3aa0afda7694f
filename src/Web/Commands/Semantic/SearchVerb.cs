using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Vitrine.Semantics.Searching;

namespace Vitrine.Web.Commands.Semantic;

/// <summary><c>vitrine semantic search</c>: fields by words in their labels, names, synonyms and descriptions, the best first. Only the explores of what it shows are compiled.</summary>
internal sealed class SearchVerb : IVerb
{
    public Command Create()
    {
        var options = new LayerOptions();
        var words = new Argument<string[]>("words") { Description = "Such as: monthly revenue. Small typos do not matter.", Arity = ArgumentArity.OneOrMore };
        var limit = new Option<int>("--limit") { Description = "The most fields.", DefaultValueFactory = _ => 15 };
        var json = new Option<bool>("--json") { Description = "One JSON object: {fields, found: [{explore, field, label, score}]}." };
        var command = new Command("search", "Find fields by words.") { words, limit, json };
        options.AddLayer(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var layer = await options.ReadLayerAsync(parsed, cancellationToken);
            var index = FieldIndex.Of(layer);
            var found = index.Find(string.Join(' ', parsed.GetRequiredValue(words)))
                .Where(hit => layer.TryGetExplore(hit.Explore, out var explore) && explore.TryGetField(hit.Field.Reference, out _))
                .Take(Math.Max(1, parsed.GetValue(limit)))
                .ToList();
            if (parsed.GetValue(json)) await Console.Out.WriteLineAsync(Written(index.Count, found));
            else foreach (var hit in found) await Console.Out.WriteLineAsync($"{hit.Explore}: {hit.Field.Reference} \"{hit.Field.Label}\"");
            return 0;
        });
        return command;
    }

    /// <summary>Written by hand: the serializer's look at types would be a tenth of the time that a large project takes.</summary>
    private static string Written(int fields, List<FieldHit> found)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("fields", fields);
            writer.WriteStartArray("found");
            foreach (var hit in found)
            {
                writer.WriteStartObject();
                writer.WriteString("explore", hit.Explore);
                writer.WriteString("field", hit.Field.Reference.ToString());
                writer.WriteString("label", hit.Field.Label);
                writer.WriteNumber("score", hit.Score);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}

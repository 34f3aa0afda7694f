using System.CommandLine;
using System.Text.Json;
using Vitrine.Semantics.Searching;
using Vitrine.Web.Api;

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
                .Select(hit => new { hit.Explore, Field = hit.Field.Reference.ToString(), hit.Field.Label, hit.Score })
                .ToList();
            if (parsed.GetValue(json)) await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { fields = index.Count, found }, WireForm.OfVerbs));
            else foreach (var hit in found) await Console.Out.WriteLineAsync($"{hit.Explore}: {hit.Field} \"{hit.Label}\"");
            return 0;
        });
        return command;
    }
}

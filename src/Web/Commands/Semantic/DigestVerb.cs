using System.CommandLine;
using Vitrine.Primitives;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Searching;

namespace Vitrine.Web.Commands.Semantic;

/// <summary><c>vitrine semantic digest</c>: the catalog in few words, as agents read it.</summary>
internal sealed class DigestVerb : IVerb
{
    public Command Create()
    {
        var options = new LayerOptions();
        var most = new Option<int>("--characters") { Description = "The most characters.", DefaultValueFactory = _ => 20_000 };
        var command = new Command("digest", "Write the catalog in few words, as agents read it: explores, and as many of their fields as there is room for.") { most };
        options.AddLayer(command);
        options.AddContext(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var characters = parsed.GetValue(most);
            if (characters < 500) throw new RefusalException("semantics.bad-value", "--characters is 500 or more.");
            var layer = await options.ReadLayerAsync(parsed, cancellationToken);
            await Console.Out.WriteAsync(CatalogDigest.Write(new LayerView(layer, options.ReadContext(parsed, TimeProvider.System).Identity), characters));
            return 0;
        });
        return command;
    }
}

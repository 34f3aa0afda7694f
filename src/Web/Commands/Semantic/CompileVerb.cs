using System.CommandLine;

namespace Vitrine.Web.Commands.Semantic;

/// <summary><c>vitrine semantic compile</c>: metric queries in, SQL out, line by line.</summary>
internal sealed class CompileVerb : IVerb
{
    public Command Create()
    {
        var options = new LayerOptions();
        var asked = new WarehouseOptions();
        var command = new Command("compile", "Compile metric queries: one JSON object {id, metricQuery} a line on standard input, one {id, sql, parameters, columns, warnings} or {id, refused} a line on standard output.");
        asked.Add(command);
        options.AddLayer(command);
        options.AddContext(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var layer = await options.ReadLayerAsync(parsed, cancellationToken);
            var lines = new QueryLines(layer, await asked.DialectAsync(parsed, layer.Adapter), options.ReadContext(parsed, TimeProvider.System));
            await lines.AnswerAsync(Console.In, Console.Out, (compiled, _, _) => Task.FromResult(compiled.Warnings), cancellationToken);
            return 0;
        });
        return command;
    }
}

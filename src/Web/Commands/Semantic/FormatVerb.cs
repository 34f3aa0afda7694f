using System.CommandLine;
using Vitrine.Semantics.Lightdash;

namespace Vitrine.Web.Commands.Semantic;

/// <summary><c>vitrine semantic format</c>: values in, text out, line by line.</summary>
internal sealed class FormatVerb : IVerb
{
    public Command Create()
    {
        var command = new Command("format", "Format values: one JSON object {type, format or timeInterval, value} a line on standard input, one {formatted} or {refused} a line on standard output.");
        command.SetAction(async (_, cancellationToken) =>
        {
            await JsonLines.AnswerAsync(
                Console.In, Console.Out,
                (line, made, _) =>
                {
                    made["formatted"] = LightdashFormatReader.Read(line).Show();
                    return Task.CompletedTask;
                },
                cancellationToken);
            return 0;
        });
        return command;
    }
}

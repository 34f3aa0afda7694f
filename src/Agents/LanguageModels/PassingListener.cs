using System.Text;
using System.Text.RegularExpressions;
using Vitrine.Agents.LanguageModels.Calls;

namespace Vitrine.Agents.LanguageModels;

/// <summary>Passes an answer on to people while it comes: words, thoughts, and the file that is being written.</summary>
internal sealed partial class PassingListener(LanguageModel model, IAgentEvents events) : IModelListener
{
    // The path stands at the beginning of an input; nobody looks for it in a whole file.
    private const int LongestHead = 600;

    // Lines between two words about the same file.
    private const int Lines = 5;

    private readonly StringBuilder head = new();
    private string? path;
    private int lines;
    private int told;
    private bool isOpen;

    public void Text(string piece) => Pass(new PassingWord(PassingKind.Text, piece));

    public void Thinking(string piece) => Pass(new PassingWord(PassingKind.Thinking, piece));

    public void Input(string? tool, string piece)
    {
        if (tool is not null)
        {
            head.Clear();
            (path, lines, told) = (null, 0, 0);
            Pass(new PassingWord(PassingKind.Tool, tool));
            return;
        }

        if (path is null && head.Length < LongestHead)
        {
            head.Append(piece);
            if (PathMember().Match(head.ToString()) is { Success: true } match) path = match.Groups[1].Value;
        }

        lines += Breaks(piece);
        if (path is null || (told > 0 && lines < told + Lines)) return;
        told = lines + 1;
        Pass(new PassingWord(PassingKind.File, path, lines));
    }

    public async Task AgainAsync(ModelCallException failure, TimeSpan wait, int attempt, CancellationToken cancellationToken)
    {
        End();
        await events.WaitAsync(Reason(failure), wait, attempt, cancellationToken);
    }

    /// <summary>What was passed on is kept now, or came to nothing.</summary>
    public void End()
    {
        if (!isOpen) return;
        isOpen = false;
        events.Pass(new PassingWord(PassingKind.Over, ""));
    }

    private string Reason(ModelCallException failure)
    {
        var status = failure.Status is { } code ? $" ({code})" : "";
        return failure.Failure switch
        {
            ModelFailure.RateLimited => $"{model.Label} takes no more requests for the moment{status}",
            ModelFailure.Overloaded => $"{model.Label} has too much to do{status}",
            ModelFailure.Unreachable => $"{model.Label} cannot be reached",
            ModelFailure.Dropped => $"The connection to {model.Label} broke off",
            ModelFailure.Stalled => $"{model.Label} stopped in the middle of its answer",
            _ => $"Something went wrong at the provider of {model.Label}{status}",
        };
    }

    private void Pass(PassingWord word)
    {
        isOpen = true;
        events.Pass(word);
    }

    private static int Breaks(string piece)
    {
        var count = 0;
        for (var at = piece.IndexOf("\\n", StringComparison.Ordinal); at >= 0; at = piece.IndexOf("\\n", at + 2, StringComparison.Ordinal)) count++;
        return count;
    }

    [GeneratedRegex(@"""path""\s*:\s*""([\w./-]{1,160})""")]
    private static partial Regex PathMember();
}

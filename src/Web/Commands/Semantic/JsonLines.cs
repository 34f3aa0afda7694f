using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Primitives;
using Vitrine.Web.Api;

namespace Vitrine.Web.Commands.Semantic;

/// <summary>
/// Reads one JSON object a line and answers each with one line, in order; or with <c>{refused: {code, message, hint}}</c>. A line that cannot be read is refused like any other; the others go on.
/// </summary>
internal static class JsonLines
{
    /// <summary>Answers every line.</summary>
    /// <param name="input">The lines. Empty ones are passed over.</param>
    /// <param name="output">Where the answers go, each as soon as it is there: whoever waits for one before asking the next gets it.</param>
    /// <param name="answer">Adds to the answer of a line. What it has added before it refuses is not said.</param>
    /// <param name="cancellationToken">Stops between two lines, and the answer.</param>
    /// <param name="hasId">Whether every answer begins with the line's <c>id</c>, null where it has none.</param>
    public static async Task AnswerAsync(
        TextReader input, TextWriter output, Func<JsonElement, JsonObject, CancellationToken, Task> answer, CancellationToken cancellationToken, bool hasId = false)
    {
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.AsSpan().Trim().IsEmpty) continue;
            await output.WriteLineAsync((await AnswerAsync(line, answer, hasId, cancellationToken)).ToJsonString(WireForm.OfVerbs));
            await output.FlushAsync(cancellationToken);
        }
    }

    private static async Task<JsonObject> AnswerAsync(string line, Func<JsonElement, JsonObject, CancellationToken, Task> answer, bool hasId, CancellationToken cancellationToken)
    {
        JsonNode? id = null;
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new RefusalException("semantics.bad-query", "A line is a JSON object.");
            if (!JsonText.IsWellFormed(document.RootElement)) throw new RefusalException("semantics.bad-query", "A line holds half of a letter (a lone surrogate such as \\ud800), which is no text. Write both halves.");
            if (hasId && document.RootElement.TryGetProperty("id", out var given)) id = JsonNode.Parse(given.GetRawText());
            var made = Begin(hasId, id);
            await answer(document.RootElement, made, cancellationToken);
            return made;
        }
        catch (JsonException problem)
        {
            return Refused(Begin(hasId, id), new RefusalException("semantics.bad-query", $"A line is not valid JSON: {problem.Message}"));
        }
        catch (RefusalException refusal)
        {
            return Refused(Begin(hasId, id), refusal);
        }
    }

    private static JsonObject Begin(bool hasId, JsonNode? id) => hasId ? new JsonObject { ["id"] = id?.DeepClone() } : [];

    private static JsonObject Refused(JsonObject answer, RefusalException refusal)
    {
        answer["refused"] = new JsonObject { ["code"] = refusal.Code, ["message"] = refusal.Message, ["hint"] = refusal.Diagnostics.Select(finding => finding.Hint).FirstOrDefault(hint => hint is not null) };
        return answer;
    }
}

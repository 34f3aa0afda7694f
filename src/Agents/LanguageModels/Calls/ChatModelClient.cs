using Microsoft.Extensions.AI;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Agents.LanguageModels.Providers;

namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>
/// The innermost client: our messages through <see cref="IChatClient"/> and back, always as a stream. Whatever goes wrong comes out as a <see cref="ModelCallException"/>; so does an answer that ends
/// cleanly without having said why, which SDKs take for whole.
/// </summary>
internal sealed class ChatModelClient(ILanguageModelProvider provider, MessageForm form) : IModelClient
{
    public async Task<ModelAnswer> AskAsync(ModelRequest request, IModelListener listener, CancellationToken cancellationToken)
    {
        var answer = new AnswerReading(provider.Dialect, listener);
        using var client = provider.Open(request.Model);
        var (messages, options) = await form.WriteAsync(request, cancellationToken);
        try
        {
            await foreach (var update in client.GetStreamingResponseAsync(messages, options, cancellationToken)) answer.Take(update);
            return answer.Finish is { } finish
                ? new ModelAnswer(answer.Message(), finish, answer.Usage) { CallId = request.CallId }
                : throw new ModelCallException(ModelFailure.Dropped, "The answer ended without its end.");
        }
        catch (OperationCanceledException cause) when (cancellationToken.IsCancellationRequested)
        {
            throw new ModelCancelledException(answer.Usage, cause, cancellationToken) { Heard = answer.Heard };
        }
        catch (Exception cause)
        {
            var known = (Explain(cause) ?? Unknown(cause)).Without(provider.Secrets);
            (known.Usage, known.Heard) = (answer.Usage, answer.Heard);
            throw known;
        }
    }

    // A limit of the SDK's own is no cancellation of ours. Anything else is an answer that the SDK made nothing of: gateways send pages of HTML, half a JSON, no header where there has to be one.
    private static ModelCallException Unknown(Exception cause)
        => cause is OperationCanceledException ? new ModelCallException(ModelFailure.Stalled, cause.Message) : new ModelCallException(ModelFailure.Garbled, $"{cause.GetType().Name}: {cause.Message}", cause: cause);

    // SDKs wrap what happens below them.
    private ModelCallException? Explain(Exception? cause)
    {
        for (; cause is not null; cause = cause.InnerException)
        {
            if (cause is ModelCallException known) return known;
            if (provider.Dialect.Explain(cause) is { } own) return own;
            if (cause is HttpRequestException or IOException) return new ModelCallException(ModelFailure.Dropped, cause.Message, cause: cause);
        }

        return null;
    }
}

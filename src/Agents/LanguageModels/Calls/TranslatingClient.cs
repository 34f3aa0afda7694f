using System.Globalization;
using Vitrine.Agents.LanguageModels.Providers;
using Vitrine.Primitives;

namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>Turns what a provider said into a sentence that a person can act on. The provider's own words stay in the transcript: they may hold parts of keys and addresses.</summary>
internal sealed class TranslatingClient(IModelClient inner, ILanguageModelProvider provider) : IModelClient
{
    /// <summary>The code of a conversation that does not fit.</summary>
    public const string TooLong = "model.context-too-long";

    public async Task<ModelAnswer> AskAsync(ModelRequest request, IModelListener listener, CancellationToken cancellationToken)
    {
        try
        {
            return await inner.AskAsync(request, listener, cancellationToken);
        }
        catch (ModelCallException failure)
        {
            throw Say(failure, request.Model, provider);
        }
    }

    /// <summary>The refusal that people hear.</summary>
    public static RefusalException Say(ModelCallException failure, LanguageModel model, ILanguageModelProvider provider)
    {
        var status = failure.Status is { } code ? $" ({code})" : "";
        return failure.Failure switch
        {
            ModelFailure.Key => No("model.key-refused", $"{model.Label} does not accept the key of this server{status}. Whoever runs the server has to set a valid {provider.KeyVariable}."),
            ModelFailure.Forbidden => No("model.forbidden", $"The key in {provider.KeyVariable} may not use {model.Label}{status}. Choose another model, or have whoever runs the server give the key that right."),
            ModelFailure.UnknownModel => No("model.unknown", $"Nobody knows a model {model.Name} at the address that is set{status}. Choose another model; whoever runs the server may look at {provider.AddressVariable} and at the table of models."),
            ModelFailure.Billing => No("model.no-credit", $"There is no credit left for {model.Label}{status}. Whoever runs the server has to look at the account of {provider.KeyVariable}."),
            ModelFailure.TooLong => new RefusalException(TooLong, $"This conversation has become too long for {model.Label}{status}. Ask for less at a time, or choose a model that reads more.", RefusalKind.TooLarge),
            ModelFailure.Invalid => No("model.bad-request", $"{model.Label} did not understand the request of this server{status}. Choose another model; the turn's transcript says what was wrong."),
            ModelFailure.RateLimited => No("model.rate-limited", $"{model.Label} takes no more requests of this server for now{status}{Waiting(failure)}, or choose another model."),
            ModelFailure.Overloaded => No("model.overloaded", $"{model.Label} has too much to do{status}{Waiting(failure)}, or choose another model."),
            ModelFailure.Server => No("model.server-error", $"Something went wrong at the provider of {model.Label}{status}, again and again. Try again later, or choose another model."),
            ModelFailure.Unreachable => No("model.unreachable", $"{model.Label} cannot be reached. Whoever runs the server has to look at its network and at {provider.AddressVariable}."),
            ModelFailure.Dropped => No("model.dropped", $"The connection to {model.Label} broke off, again and again. Try again later."),
            ModelFailure.Stalled => No("model.stalled", $"{model.Label} stopped answering in the middle, again and again. Try again later, or choose another model."),
            ModelFailure.Garbled => No("model.garbled", $"What came as the answer of {model.Label} cannot be read. Try again, or choose another model; whoever runs the server may look whether {provider.AddressVariable} is the address of such a provider."),
            _ => throw new ArgumentOutOfRangeException(nameof(failure)),
        };
    }

    // Nobody waits for longer than a turn may take: then the time that was asked for is what people want to know.
    private static string Waiting(ModelCallException failure) => failure.RetryAfter is { TotalMinutes: >= 2 } asked
        ? string.Create(CultureInfo.InvariantCulture, $" and asks to be left alone for {(asked.TotalMinutes < 120 ? $"{Math.Ceiling(asked.TotalMinutes)} minutes" : $"{Math.Ceiling(asked.TotalHours)} hours")}. Try again then")
        : ", and waiting did not help. Try again later";

    private static RefusalException No(string code, string sentence) => new(code, sentence, RefusalKind.Unavailable);
}

using System.Globalization;
using System.Runtime.CompilerServices;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Agents.LanguageModels.Providers;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Agents.LanguageModels;

/// <summary>Whether language models are set up, and whether each provider answers with its key: one call of a few tokens to its first model. Keys are never shown.</summary>
internal sealed class LanguageModelsCheck(LanguageModelTable table, IEnumerable<ILanguageModelProvider> providers, IObjectStore objects) : IDoctorCheck
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public async IAsyncEnumerable<DoctorFinding> CheckAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var problem in table.Problems) yield return new DoctorFinding("Language models", DoctorStatus.Limited, "A setting is wrong.", problem);
        if (table.Choices.Count == 0)
        {
            yield return providers.All(provider => provider.Missing is not null)
                ? new DoctorFinding("Language models", DoctorStatus.NotUsed, "None is set up, so the composer writes the apps.", "Set ANTHROPIC_API_KEY to have Claude write them.")
                : new DoctorFinding("Language models", DoctorStatus.Limited, "A key is set, but no model may be chosen.", $"Look at {LanguageModelTable.AllowVariable}.");
            yield break;
        }

        foreach (var provider in providers.Where(provider => provider.Missing is null))
        {
            if (table.Choices.FirstOrDefault(model => model.Provider == provider.Name) is { } model) yield return await AskAsync(provider, model, cancellationToken);
        }

        var day = table.Choices.Min(model => model.Prices.AsOf);
        yield return new DoctorFinding("Language models", DoctorStatus.Fine, string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", table.Choices.Select(model => model.Name))}; the default is {table.Default?.Name}. The oldest prices are of {day:yyyy-MM-dd}."));
    }

    private async Task<DoctorFinding> AskAsync(ILanguageModelProvider provider, LanguageModel model, CancellationToken cancellationToken)
    {
        var name = $"Language models: {provider.Name}";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        try
        {
            var client = new ChatModelClient(provider, new MessageForm(provider.Dialect, objects));
            // As little as there can be; a model that thinks needs some room for it.
            var request = new ModelRequest { Model = model with { Thinks = false }, System = ["You answer with one word."], Tools = [], Messages = [ModelMessage.Said("Say yes.")], MaximumOutput = 64 };
            await client.AskAsync(request, new DeafListener(), limit.Token);
            return new DoctorFinding(name, DoctorStatus.Fine, $"{model.Label} answers.");
        }
        catch (ModelCallException failure)
        {
            var refusal = TranslatingClient.Say(failure, model, provider);
            return new DoctorFinding(name, failure.MayPass && failure.Failure != ModelFailure.Unreachable ? DoctorStatus.Limited : DoctorStatus.Broken, refusal.Message, $"See {provider.KeyVariable} and {provider.AddressVariable}.");
        }
        catch (RefusalException refusal)
        {
            return new DoctorFinding(name, DoctorStatus.Broken, refusal.Message, $"See {provider.AddressVariable}.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DoctorFinding(name, DoctorStatus.Limited, $"{model.Label} did not answer within {Longest.TotalSeconds:0} seconds.", $"See {provider.AddressVariable}, and try again.");
        }
    }
}

using Microsoft.Extensions.Logging;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Ledger.Budgets;
using Vitrine.Storage;

namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>Puts the clients of a turn around one another.</summary>
internal sealed class ModelClients(LanguageModelTable table, LanguageModelSettings settings, BudgetBook budgets, IObjectStore objects, TimeProvider clock, ILogger<ModelClients> log)
{
    /// <summary>The client for a model, for the calls of one turn.</summary>
    /// <param name="model">Which.</param>
    /// <param name="journal">What is said and heard.</param>
    /// <param name="account">Who pays.</param>
    /// <param name="pause">How it waits before it tries again; null: it only lets time pass.</param>
    public IModelClient Open(LanguageModel model, IModelJournal journal, ModelAccount account, Func<TimeSpan, CancellationToken, Task>? pause = null)
    {
        var provider = table.ProviderOf(model);
        // From the inside out: each attempt is kept, reserved and settled by itself, and people hear of the last.
        IModelClient client = new ChatModelClient(provider, new MessageForm(provider.Dialect, objects));
        client = new MeteringClient(client, budgets, account, clock, log);
        client = new RecordingClient(client, journal);
        client = new RetryingClient(client, settings.Patience, clock, pause ?? ((wait, stop) => Task.Delay(wait, clock, stop)), Random.Shared.NextDouble);
        return new TranslatingClient(client, provider);
    }

    /// <summary>The client for one small question beside the work: asked once, and not waited for any longer than a person would.</summary>
    public IModelClient OpenAside(LanguageModel model, IModelJournal journal, ModelAccount account)
    {
        var provider = table.ProviderOf(model);
        IModelClient client = new ChatModelClient(provider, new MessageForm(provider.Dialect, objects));
        client = new MeteringClient(client, budgets, account, clock, log);
        client = new HurriedClient(client, settings.AsideSilence, clock);
        client = new RecordingClient(client, journal);
        return new TranslatingClient(client, provider);
    }
}

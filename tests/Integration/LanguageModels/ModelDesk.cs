using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Vitrine.Agents;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Agents.LanguageModels.Providers;
using Vitrine.Agents.Tools;
using Vitrine.Builds.Workspaces;
using Vitrine.Ledger;
using Vitrine.Ledger.Budgets;
using Vitrine.Storage.Objects;

namespace Vitrine.Integration.LanguageModels;

/// <summary>The clients of a turn over the loopback server, with a journal that only remembers what it was told.</summary>
internal sealed class ModelDesk : IAsyncDisposable
{
    /// <summary>More patience than a busy machine can use up; the clock runs fast.</summary>
    public static readonly LanguageModelSettings Patient = new() { Patience = TimeSpan.FromHours(10) };

    private readonly StateHost host;

    private ModelDesk(StateHost host, MessagesServer server) => (this.host, Server) = (host, server);

    public MessagesServer Server { get; }

    public LanguageModelTable Table { get; private set; } = null!;

    public Journal Kept { get; } = new();

    public Ears Heard { get; } = new();

    public IModelClient Client { get; private set; } = null!;

    public LanguageModel Model => Table.Choices.First(model => model.Provider == "anthropic");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<ModelDesk> OpenAsync(Func<ReceivedRequest, Reply> script, LanguageModelSettings? settings = null, string key = MessagesServer.Key, string? address = null)
    {
        var host = await StateHost.StartAsync(null);
        var desk = new ModelDesk(host, await MessagesServer.StartAsync(script));
        settings ??= Patient;
        var configuration = Configure(address ?? desk.Server.Address.ToString(), key);
        var provider = new AnthropicProvider(configuration, new ModelWatch(settings, TimeProvider.System));
        desk.Table = new LanguageModelTable([provider, new BedrockProvider(configuration, new ModelWatch(settings, TimeProvider.System)), new OpenAiProvider(configuration, new ModelWatch(settings, TimeProvider.System))], settings, configuration);
        var clients = new ModelClients(desk.Table, settings, host.Get<BudgetBook>(), new FolderObjectStore(host.Folder.Combine("blobs")), new FastClock(200), NullLogger<ModelClients>.Instance);
        desk.Client = clients.Open(desk.Model, desk.Kept, new ModelAccount(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()));
        return desk;
    }

    public static IConfiguration Configure(string address, string key) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["ANTHROPIC_API_KEY"] = key,
        ["ANTHROPIC_BASE_URL"] = address,
    }).Build();

    public Task<ModelAnswer> AskAsync(params ModelMessage[] messages) => AskAsync(messages.Length == 0 ? [ModelMessage.Said("Make an app.")] : messages, Stop);

    public Task<ModelAnswer> AskAsync(IReadOnlyList<ModelMessage> messages, CancellationToken cancellationToken)
        => Client.AskAsync(new ModelRequest { Model = Model, System = ["You make apps.", new string('c', 4000)], Tools = ToolList.All, Messages = messages, MaximumOutput = Model.MaximumOutput }, Heard, cancellationToken);

    /// <summary>What stands in the ledger, in the order of the calls.</summary>
    public async Task<IReadOnlyList<LedgerRow>> BookedAsync()
    {
        await using var database = await host.OpenAsync();
        return await database.Set<LedgerRow>().IgnoreQueryFilters().AsNoTracking().OrderBy(row => row.Id).ToListAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await host.DisposeAsync();
    }

    internal sealed class Journal : IModelJournal
    {
        public List<string> Lines { get; } = [];

        /// <summary>All that providers said of failures.</summary>
        public string Said { get; private set; } = "";

        public Task<ModelRecall?> RecallAsync(CancellationToken cancellationToken) => Task.FromResult<ModelRecall?>(null);

        public Task<ModelHeard?> HeardAsync(LedgerCause cause, CancellationToken cancellationToken) => Task.FromResult<ModelHeard?>(null);

        public Task<IReadOnlyList<ModelMessage>> EarlierAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ModelMessage>>([]);

        public Task<ModelPermit> BeginAsync(ModelRequest request, CancellationToken cancellationToken)
        {
            Lines.Add("begin");
            return Task.FromResult(new ModelPermit(Guid.CreateVersion7(), request.MaximumOutput));
        }

        public Task AnswerAsync(ModelAnswer answer, CancellationToken cancellationToken)
        {
            Lines.Add("answer");
            return Task.CompletedTask;
        }

        public Task FailAsync(Guid callId, ModelCallException failure, CancellationToken cancellationToken)
        {
            Lines.Add($"fail {failure.Failure}");
            Said += failure.Detail + failure.Message;
            return Task.CompletedTask;
        }

        public Task SettleAsync(Guid callId, ModelMessage results, AppSource files, ToolMemory memory, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    internal sealed class Ears : IModelListener
    {
        public string Words { get; private set; } = "";

        public string Thoughts { get; private set; } = "";

        public string Inputs { get; private set; } = "";

        public List<(ModelFailure Failure, TimeSpan Wait)> Waits { get; } = [];

        /// <summary>Done when the first word has been heard.</summary>
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Text(string piece)
        {
            Words += piece;
            Begun.TrySetResult();
        }

        public void Thinking(string piece) => Thoughts += piece;

        public void Input(string? tool, string piece) => Inputs += tool is null ? piece : $"[{tool}]";

        public Task AgainAsync(ModelCallException failure, TimeSpan wait, int attempt, CancellationToken cancellationToken)
        {
            Waits.Add((failure.Failure, wait));
            return Task.CompletedTask;
        }
    }
}

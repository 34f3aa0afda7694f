using System.Text.Json;
using Vitrine.Agents.Tools;
using Vitrine.Builds;
using Vitrine.Builds.Workspaces;
using Vitrine.Queries.Execution;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents;

/// <summary>
/// All that an agent can do in one turn: by name with JSON, as a language model calls it, or by the typed members, which do the same. It tells the turn's events itself and holds
/// the agent to its budget. One caller at a time.
/// </summary>
public sealed class ToolBox
{
    private readonly ToolContext context;
    private readonly ToolBudget budget;

    internal ToolBox(IReadOnlyList<IAgentTool> tools, ToolContext context, ToolBudget budget)
    {
        Tools = tools;
        this.context = context;
        this.budget = budget;
    }

    /// <summary>The tools, in the order in which a language model is told of them.</summary>
    public IReadOnlyList<IAgentTool> Tools { get; }

    /// <summary>The files as they are now.</summary>
    public AppSource Source => context.Source;

    /// <summary>What has been counted so far.</summary>
    internal ToolMemory Memory => new(budget.Steps, context.Checks.Repairs, context.Checks.Findings);

    /// <summary>Goes on where another server, or a question, left this turn. Nothing is told: it has been told before.</summary>
    internal void Resume(AppSource? files, ToolMemory memory)
    {
        if (files is not null) context.Files.Restore(files);
        budget.Steps = memory.Steps;
        (context.Checks.Repairs, context.Checks.Findings) = (memory.Repairs, memory.Findings);
    }

    /// <summary>
    /// Calls a tool. What the agent can mend comes back as an error result; one whose <see cref="ToolResult.Ending"/> is set is the last: the agent returns that ending. A call that was
    /// made before and cannot answer otherwise is refused.
    /// </summary>
    public Task<ToolResult> InvokeAsync(string tool, JsonElement input, CancellationToken cancellationToken) => budget.InvokeAsync(Tools, tool, input, context, cancellationToken);

    /// <summary>The paths of all files, sorted.</summary>
    public IReadOnlyList<string> ListFiles() => context.Files.List();

    /// <summary>The text of a file, or null when there is none.</summary>
    public Task<string?> ReadFileAsync(string path, CancellationToken cancellationToken) => Task.FromResult(context.Files.Find(path));

    /// <summary>Writes a whole file, new or not. Refuses (<c>tools.bad-file</c>) what an app may not have. Writing what stands there already changes and tells nothing.</summary>
    public Task WriteFileAsync(string path, string text, CancellationToken cancellationToken) => context.Files.WriteAsync(path, text, cancellationToken);

    /// <summary>Replaces texts in a file, one after the other; each must stand there exactly once. All or none are made.</summary>
    public Task EditFileAsync(string path, IReadOnlyList<FileEdit> edits, CancellationToken cancellationToken) => context.Files.EditAsync(path, edits, cancellationToken);

    /// <summary>Removes a file; one that is not there is no error.</summary>
    public Task DeleteFileAsync(string path, CancellationToken cancellationToken) => context.Files.DeleteAsync(path, cancellationToken);

    /// <summary>Fields that the author may see, ranked by how well they fit the words: labels, names, synonyms, descriptions; small typos do not matter.</summary>
    /// <param name="words">What is looked for, such as <c>monthly revenue</c>.</param>
    /// <param name="explore">Only in this explore; null for all.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<FieldMatch> SearchFields(string words, string? explore = null, int most = 20) => FieldSearch.Find(context.Project, context.Author, words, explore, most);

    /// <summary>An explore that the author may see; refuses (<c>tools.unknown-explore</c>) with the nearest names otherwise.</summary>
    public Explore GetExplore(string name) => ExploreLookup.Require(context.Project, context.Author, name);

    /// <summary>Values of a dimension, as the author may see them; refuses (<c>tools.not-exposed</c>) where the project does not let a language model see any.</summary>
    /// <param name="explore">The explore.</param>
    /// <param name="field">Written <c>model.field</c>.</param>
    /// <param name="search">Text that the values contain, without regard to case; null for all.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<OptionList> SampleValuesAsync(string explore, string field, string? search, CancellationToken cancellationToken)
        => ValueSampling.RunAsync(context, explore, field, search, cancellationToken);

    /// <summary>Runs a contract of <c>src/queries.yml</c> as it is now, with the author's permissions; refuses (<c>tools.not-exposed</c>) where the project does not let a language model see rows.</summary>
    public Task<ContractResult> RunContractAsync(string name, JsonElement arguments, int? limit, CancellationToken cancellationToken)
        => ContractTrial.RunAsync(context, name, arguments, limit, cancellationToken);

    /// <summary>Runs a contract of a text that no file holds, with its defaults and the author's permissions: what an app would show, before it is written. Refuses as <see cref="RunContractAsync"/> does.</summary>
    /// <param name="contracts">What <c>src/queries.yml</c> would be.</param>
    /// <param name="name">The contract in it.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<ContractResult> TryContractAsync(string contracts, string name, CancellationToken cancellationToken)
        => ContractTrial.RunAsync(context, contracts, name, default, null, cancellationToken);

    /// <summary>Runs the gates of a scope over the files as they are; nothing runs again when nothing has changed since.</summary>
    public Task<CheckOutcome> CheckAsync(CheckScope scope, CancellationToken cancellationToken) => context.Checks.RunAsync(scope, cancellationToken);

    /// <summary>A picture of the app as it is, such as <c>desktop</c>; runs the gates when there is none. Null when the app could not be shown.</summary>
    public Task<Screenshot?> ScreenshotAsync(string name, CancellationToken cancellationToken) => context.Checks.PictureAsync(name, cancellationToken);

    /// <summary>
    /// All six gates, as the last check before <see cref="AgentEnding.Finished"/>. Where it fails it costs one repair; refuses (<c>turns.repairs-spent</c>, <c>turns.no-progress</c>) when
    /// none is left or when the findings are those of the last time, which ends the turn as failed.
    /// </summary>
    public Task<CheckOutcome> FinishAsync(CancellationToken cancellationToken) => context.Checks.FinishAsync(cancellationToken);
}

using System.Text.Json;
using Vitrine.Access;
using Vitrine.Primitives;
using Vitrine.Projects.Catalog;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution.Arguments;
using Vitrine.Queries.Limits;
using Vitrine.Queries.ResultCache;

namespace Vitrine.Queries.Execution;

/// <summary>
/// Runs the contracts of an app. A request brings a contract's name and arguments, nothing else; the SQL is compiled here, against the
/// project's current semantic layer, with the identity of the person who looks. Whoever calls has checked that this person may open the app.
/// All refusals are <see cref="RefusalException"/>s; cancelling cancels the query when nobody else waits for it.
/// </summary>
public sealed class ContractRunner : IDisposable
{
    private readonly ProjectQueue queue;
    private readonly WarehouseReader reader;

    /// <summary>One per server: it holds the cache and the queue before the warehouses.</summary>
    public ContractRunner(QuerySettings settings, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        queue = new ProjectQueue(settings);
        reader = new WarehouseReader(settings, queue, new ResultCache<CellTable>(settings.CacheBytes, table => table.Weight, clock));
    }

    /// <summary>Answers a contract.</summary>
    /// <param name="project">The project of the app.</param>
    /// <param name="principal">Who looks.</param>
    /// <param name="file">The contracts of the version that is shown.</param>
    /// <param name="name">The contract.</param>
    /// <param name="arguments">An object by argument name. Absent: its default, else no filter. Null: cleared.</param>
    /// <param name="limit">Rows, from 1 to the contract's maximum; null for its default.</param>
    /// <param name="refresh">Whether a cached answer does not do.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<ContractResult> RunAsync(
        OpenProject project, Principal principal, ContractFile file, string name, JsonElement arguments, int? limit, bool refresh, CancellationToken cancellationToken)
    {
        var question = Question.Of(project, principal, file, name);
        var contract = question.Contract;
        if (limit < 1 || limit > contract.MaximumLimit)
            throw new RefusalException("queries.limit", $"limit must be between 1 and {contract.MaximumLimit}.");
        var bound = ArgumentBinder.Bind(file, contract, arguments, question.TypeOf);
        var asked = QueryBuilding.Build(contract, bound, question.Explore, limit ?? contract.Limit);
        var query = question.Compiler.Compile(asked, question.Context);
        var comparison = Comparison.Of(question, bound);
        var before = comparison is null ? null : question.Compiler.Compile(comparison.Query(), question.Context);

        var answering = reader.ReadAsync(project, query, question.Context, refresh, cancellationToken);
        var comparing = before is null ? null : reader.ReadAsync(project, before, question.Context, refresh, cancellationToken);
        var answer = await answering;
        var earlier = comparing is null ? null : await comparing;
        return new ContractResult
        {
            Contract = contract.Name,
            Columns = ColumnWriting.Of(QueryBuilding.Dimensions(contract, bound), answer.Answer.Columns, answer.Answer.Rows, question.Explore, leavesGroupsOut: asked.MetricFilters is not null),
            Rows = earlier is null ? answer.Answer.Rows : comparison!.Match(answer.Answer, earlier.Answer),
            Truncated = answer.Answer.Truncated,
            RowLimit = query.RowLimit,
            CachedAt = answer.CachedAt,
            TimeZone = question.Context.TimeZone,
            WarehouseTime = TimeOf(answer, earlier),
            Warnings = [.. answer.Answer.Warnings.Concat(earlier?.Answer.Warnings ?? []).Select(warning => new ContractWarning(warning.Code, warning.Message)).Distinct(), .. Incomplete(earlier?.Answer)],
        };
    }

    /// <summary>Says how the answer to a contract comes about, and asks nothing. For whoever may edit the app: it shows the statement.</summary>
    /// <param name="project">The project of the app.</param>
    /// <param name="principal">Who looks.</param>
    /// <param name="file">The contracts of the version.</param>
    /// <param name="name">The contract.</param>
    /// <param name="arguments">The arguments, as in <see cref="RunAsync"/>.</param>
    public static ContractExplanation Explain(OpenProject project, Principal principal, ContractFile file, string name, JsonElement arguments)
    {
        var question = Question.Of(project, principal, file, name);
        var bound = ArgumentBinder.Bind(file, question.Contract, arguments, question.TypeOf);
        return ContractExplanation.Of(name, question.Compiler.Explain(QueryBuilding.Build(question.Contract, bound, question.Explore, question.Contract.Limit), question.Context));
    }

    /// <summary>Answers a contract with all the rows it may give, for a file that the viewer takes away.</summary>
    public Task<ContractResult> RunWholeAsync(
        OpenProject project, Principal principal, ContractFile file, string name, JsonElement arguments, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        return RunAsync(project, principal, file, name, arguments, file.FindContract(name)?.MaximumLimit, false, cancellationToken);
    }

    /// <summary>The values of a filter that says <c>options: true</c>, as this viewer may see them.</summary>
    /// <param name="project">The project of the app.</param>
    /// <param name="principal">Who looks.</param>
    /// <param name="file">The contracts of the version that is shown.</param>
    /// <param name="filter">A page filter, or <c>contract.argument</c>.</param>
    /// <param name="search">Text that the values contain, without regard to case; null or empty for all.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<OptionList> ValuesAsync(
        OpenProject project, Principal principal, ContractFile file, string filter, string? search, CancellationToken cancellationToken)
    {
        var options = OptionQuery.Compile(project, principal, file, filter, search);
        if (options.Query is not { } query) return OptionList.Of(options.Named, isTruncated: false);
        var answer = await reader.ReadAsync(project, query, options.Context, false, cancellationToken);
        return OptionList.Of(options.Named.Concat(answer.Answer.Rows.Select(row => row.Length > 1 && row[1].Raw is not null ? row[0] with { Formatted = row[1].Formatted } : row[0])), answer.Answer.Truncated);
    }

    /// <summary>The rows behind one row of an answer: the fields that the contract declares under <c>underlying</c>, nothing else.</summary>
    /// <param name="project">The project of the app.</param>
    /// <param name="principal">Who looks.</param>
    /// <param name="file">The contracts of the version that is shown.</param>
    /// <param name="name">The contract.</param>
    /// <param name="arguments">The arguments of the answer.</param>
    /// <param name="row">The row: its dimensions by column key, each a raw value or a whole cell.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<ContractResult> UnderlyingAsync(
        OpenProject project, Principal principal, ContractFile file, string name, JsonElement arguments, JsonElement row, CancellationToken cancellationToken)
    {
        var question = Question.Of(project, principal, file, name);
        if (question.Contract.Underlying.Count == 0)
            throw new RefusalException("queries.no-underlying", $"The query {question.Contract.Name} does not show the rows behind its numbers.", RefusalKind.Forbidden);
        var bound = ArgumentBinder.Bind(file, question.Contract, arguments, question.TypeOf);
        var rules = RowBinder.Bind(question, bound, row);
        var query = UnderlyingQuery.Compile(question.Contract, bound.Filters, rules, question.Compiler, question.Explore, question.Context);
        var answer = await reader.ReadAsync(project, query, question.Context, false, cancellationToken);
        return new ContractResult
        {
            Contract = question.Contract.Name,
            Columns = ColumnWriting.Of([], answer.Answer.Columns, answer.Answer.Rows, question.Explore),
            Rows = answer.Answer.Rows,
            Truncated = answer.Answer.Truncated,
            RowLimit = query.RowLimit,
            CachedAt = answer.CachedAt,
            TimeZone = question.Context.TimeZone,
            Warnings = [.. answer.Answer.Warnings.Select(warning => new ContractWarning(warning.Code, warning.Message))],
        };
    }

    /// <inheritdoc/>
    public void Dispose() => queue.Dispose();

    // Both ran side by side; what was kept took no time.
    private static TimeSpan? TimeOf(params CachedAnswer<CellTable>?[] answers)
        => answers.Where(answer => answer is { CachedAt: null }).Max(answer => answer?.Answer.Taken);

    private static IEnumerable<ContractWarning> Incomplete(CellTable? earlier)
        => earlier is { Truncated: true }
            ? [new ContractWarning("queries.comparison-incomplete", $"The earlier range has more than {ContractLimits.MaximumRows} rows, so some comparisons are missing.")]
            : [];
}

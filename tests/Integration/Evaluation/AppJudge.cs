using System.Text.RegularExpressions;
using Vitrine.Agents;
using Vitrine.Builds.Workspaces;
using Vitrine.Integration.Composing;
using Vitrine.Primitives;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution;

namespace Vitrine.Integration.Evaluation;

/// <summary>Holds an app to the checks of its prompt: what its contracts ask, what they answer, and what may stand nowhere.</summary>
internal static class AppJudge
{
    // A pattern is a line of a file of ours, but what it is matched with is not.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>What is not as wanted; empty where all is.</summary>
    /// <param name="one">The prompt.</param>
    /// <param name="ending">How the agent ended.</param>
    /// <param name="source">What it wrote.</param>
    /// <param name="project">What was prompted over.</param>
    /// <param name="page">The text that the app shows; null when nobody looked.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<string>> JudgeAsync(AppCase one, AgentEnding ending, AppSource source, EvaluationProject project, string? page, CancellationToken cancellationToken)
    {
        if (one.IsDeclined) return ending is AgentEnding.Declined ? [] : ["was not declined"];
        if (ending is not AgentEnding.Finished) return [$"did not finish: {Words(ending)}"];
        var file = ContractFileParser.Parse(source.Contracts).File;
        var answers = await AskAsync(file, project, cancellationToken);
        var wrong = one.Contracts.Select(wanted => Problem(wanted, answers, project, page)).OfType<string>().ToList();
        wrong.AddRange(one.ForbiddenFields.Where(field => source.Contracts.Split([' ', ',', '[', ']', '{', '}', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Contains(field)).Select(field => $"asks for {field}"));
        wrong.AddRange(one.ForbiddenText.SelectMany(pattern => source.Files.Where(entry => Regex.IsMatch(entry.Value, pattern, RegexOptions.None, Patience)).Select(entry => $"{entry.Key} holds {pattern}")));
        return wrong;
    }

    /// <summary>A contract and what it answers as the page opens.</summary>
    private sealed record Answer(QueryContract Contract, IReadOnlyList<(string Field, ArgumentValue Value)> Filters, ContractResult Result)
    {
        public int IndexOf(string field, string? grain) => Result.Columns.ToList().FindIndex(column => column.Field == field || (column.Interval is { } interval && (grain is null || interval == grain) && column.Field == $"{field}_{interval}"));

        public string Filtered => Filters.Count == 0 ? "not at all" : string.Join("; ", Filters.Select(filter => $"{filter.Field} {filter.Value.Operator} {string.Join(" ", filter.Value.Values.Select(value => value.Text))}"));

        public bool Has(WantedFilter wanted) => Filters.Any(filter => filter.Field == wanted.Field
            && (wanted.Operator is null || (filter.Value.Operator ?? "equals") == wanted.Operator)
            && (wanted.Values.Count == 0 || wanted.Values.ToHashSet().SetEquals(filter.Value.Values.Select(value => value.Text ?? ""))));
    }

    private static async Task<IReadOnlyList<Answer>> AskAsync(ContractFile file, EvaluationProject project, CancellationToken cancellationToken)
    {
        var answers = new List<Answer>();
        foreach (var contract in file.Contracts)
        {
            try
            {
                var result = await project.Contracts.RunAsync(project.Open, EvaluationProject.Author, file, contract.Name, default, contract.MaximumLimit, refresh: false, cancellationToken);
                answers.Add(new Answer(contract, [.. Filters(contract, file)], result));
            }
            catch (RefusalException)
            {
                // It needs an argument that only a person gives, such as the row that was clicked; it shows nothing as the page opens.
            }
        }

        return answers;
    }

    private static IEnumerable<(string Field, ArgumentValue Value)> Filters(QueryContract contract, ContractFile file)
    {
        var conditions = contract.Where.SelectMany(Rules);
        var defaults = contract.Arguments.Where(argument => argument.Default is not null).Select(argument => (argument.Field.Text, argument.Default!));
        var used = contract.Use.Select(use => (use, file.FindFilter(use.Filter))).Where(pair => pair.Item2?.Default is not null).Select(pair => ((pair.use.Field ?? pair.Item2!.Field).Text, pair.Item2!.Default!));
        return [.. conditions, .. defaults, .. used];
    }

    private static IEnumerable<(string Field, ArgumentValue Value)> Rules(ContractCondition condition) => condition switch
    {
        ContractCondition.Rule rule => [(rule.Field.Text, rule.Value)],
        ContractCondition.Group { IsAny: false } group => group.Members.SelectMany(Rules),
        _ => [],
    };

    private static string? Problem(WantedContract wanted, IReadOnlyList<Answer> answers, EvaluationProject project, string? page)
    {
        var fields = wanted.Dimensions.Select(field => (field, grain: wanted.Grain)).Concat(wanted.Metrics.Select(field => (field, grain: (string?)null))).ToList();
        var asking = answers
            .Select(answer => (answer, columns: fields.Select(field => answer.IndexOf(field.field, field.grain)).ToList()))
            .Where(pair => !pair.columns.Contains(-1) && (wanted.Grain is null || pair.columns.Any(column => pair.answer.Result.Columns[column].Interval == wanted.Grain)))
            .ToList();
        if (asking.Count == 0) return $"no contract asks for {wanted}";
        var filtered = asking.Where(pair => wanted.Filters.All(pair.answer.Has)).ToList();
        if (filtered.Count == 0) return $"no contract of {string.Join(", ", asking.Select(pair => pair.answer.Contract.Name))} is filtered as {wanted}, but {asking[0].answer.Filtered}";
        if (wanted.Rows is not { } sql) return null;
        var truth = FigureTable.Ask(project.File, sql);
        var differences = filtered.Select(pair => (pair.answer, difference: FigureTable.Difference(truth, [.. pair.answer.Result.Rows.Select(row => (IReadOnlyList<object?>)[.. pair.columns.Select(column => FigureTable.Plain(row[column].Raw))])]))).ToList();
        var right = filtered.Where((_, at) => differences[at].difference is null).ToList();
        if (right.Count > 0) return page is null ? null : Missing(wanted, page, [.. right.SelectMany(pair => pair.answer.Result.Rows.Select(row => pair.columns.Skip(wanted.Dimensions.Count).Select(column => row[column].Formatted))).SelectMany(cells => cells)]);
        return $"no contract answers as {wanted}: {string.Join("; ", differences.Select(pair => $"{pair.answer.Contract.Name} has {pair.difference}"))}";
    }

    /// <summary>A page that is about figures shows some of them, as they were computed: not another number in their place. A figure of few digits stands on every page, and proves nothing.</summary>
    internal static string? Missing(WantedContract wanted, string page, IReadOnlyList<string> figures)
    {
        var telling = figures.Where(figure => figure.Count(char.IsAsciiDigit) >= 3).Distinct().ToList();
        return telling.Count == 0 || telling.Exists(figure => Regex.IsMatch(page, $@"(?<![\d.,]){Regex.Escape(figure)}(?![\d]|[.,]\d)", RegexOptions.None, Patience)) ? null : $"the page shows no figure of {wanted}, such as {telling[0]}";
    }

    private static string Words(AgentEnding ending) => ending switch
    {
        AgentEnding.Declined declined => declined.Message,
        AgentEnding.GaveUp failed => $"{failed.Code}: {failed.Message}",
        AgentEnding.Asking asking => $"asks {asking.Question}",
        _ => ending.ToString(),
    };
}

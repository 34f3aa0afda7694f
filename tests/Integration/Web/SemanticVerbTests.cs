using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Integration.Semantics;

namespace Vitrine.Integration.Web;

/// <summary><c>vitrine semantic …</c> as processes: what a dbt project's CI sees.</summary>
public sealed class SemanticVerbTests
{
    private static readonly string[] Jaffle = ["--manifest", TestData.File("jaffle", "manifest.json"), "--catalog", TestData.File("jaffle", "catalog.json")];

    /// <summary>Whom the recorded answers were made for, whose other attributes nobody has named; see <see cref="JaffleTruth.Context"/>.</summary>
    private static readonly string[] Recorded =
    [
        "--now", "2026-01-01T12:34:56Z", "--lightdash-compatible", "--attribute", "is_admin_saas_demo=true", "--attribute", "customer_id=1",
        .. JaffleTruth.Recorded.Parameters.SelectMany(pair => pair.Value.SelectMany(value => new[] { "--parameter", $"{pair.Key}={value}" })),
    ];

    [Fact]
    public async Task Check_counts_what_there_is_and_fails_when_something_is_left_out()
    {
        var good = await RunAsync("", ["check", "--json", .. Jaffle]);
        Assert.Equal(0, good.ExitCode);
        Assert.Equal((50, 2506, 731), (good.Json.GetProperty("explores").GetInt32(), good.Json.GetProperty("dimensions").GetInt32(), good.Json.GetProperty("metrics").GetInt32()));

        using var manifest = new ScratchFile("""
            { "metadata": { "dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json", "adapter_type": "duckdb" },
              "nodes": { "model.shop.orders": { "resource_type": "model", "name": "orders", "schema": "main", "relation_name": "orders", "config": { "materialized": "table" },
                "columns": { "id": { "name": "id", "meta": { "dimension": { "type": "nonsense" } } }, "state": { "name": "state" } } } } }
            """);
        var broken = await RunAsync("", "check", "--manifest", manifest.Path);
        Assert.Equal(2, broken.ExitCode);
        Assert.Contains("nonsense", broken.Output, StringComparison.Ordinal);
        Assert.Contains("Errors: 1.", broken.Output, StringComparison.Ordinal);

        using var old = new ScratchFile("""{ "metadata": { "dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v6.json", "adapter_type": "duckdb" }, "nodes": {} }""");
        var refused = await RunAsync("", "check", "--manifest", old.Path);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("v6", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("", "check", "--manifest", "/nowhere/manifest.json")).ExitCode);
    }

    [Fact]
    public async Task Explores_are_written_whole()
    {
        var run = await RunAsync("", ["explores", .. Jaffle]);
        Assert.Equal(0, run.ExitCode);
        var explores = JsonDocument.Parse(run.Output).RootElement.EnumerateArray().ToDictionary(explore => explore.GetProperty("name").GetString()!);
        Assert.Equal(50, explores.Count);
        var status = explores["orders"].GetProperty("dimensions").EnumerateArray().Single(field => field.GetProperty("id").GetString() == "orders_status");
        Assert.Equal(("orders", "status", "string"), (status.GetProperty("table").GetString(), status.GetProperty("name").GetString(), status.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Explores_in_lightdashs_shape_are_lightdashs()
    {
        var golden = JsonNode.Parse(await File.ReadAllBytesAsync(TestData.File("jaffle", "explores.golden.json"), TestContext.Current.CancellationToken))!.AsArray().ToDictionary(one => (string)one!["name"]!, one => one!);
        var ours = JsonNode.Parse((await RunAsync("", ["explores", "--lightdash-compatible", .. Jaffle])).Output)!.AsArray();
        Assert.Equal(50, ours.Count);
        var compared = 0;
        foreach (var explore in ours)
        {
            var wanted = golden[(string)explore!["name"]!];
            Assert.Equal(Members(wanted, "name", "label", "baseTable", "tags"), Members(explore, "name", "label", "baseTable", "tags"));
            // A join of which its author says no more is a left one.
            Assert.Equal(wanted["joinedTables"]!.AsArray().Select(join => ((string?)join!["table"], (string?)join["type"] ?? "left", (string?)join["relationship"], join["hidden"]?.GetValue<bool>() ?? false)), explore["joinedTables"]!.AsArray().Select(join => ((string?)join!["table"], (string)join["type"]!, (string?)join["relationship"], join["hidden"]?.GetValue<bool>() ?? false)));
            Assert.Equal(wanted["tables"]!.AsObject().Select(table => table.Key), explore["tables"]!.AsObject().Select(table => table.Key));
            foreach (var (name, table) in explore["tables"]!.AsObject())
            {
                foreach (var kind in new[] { "dimensions", "metrics" })
                {
                    var fields = wanted["tables"]![name]![kind]!.AsObject();
                    Assert.Equal(fields.Select(field => field.Key).Order(StringComparer.Ordinal), table![kind]!.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
                    foreach (var (field, made) in table[kind]!.AsObject())
                    {
                        Assert.Equal(Members(fields[field]!, FieldMembers), Members(made!, FieldMembers));
                        Assert.Equal(Tables(fields[field]!), Tables(made!));
                        compared++;
                    }
                }
            }

            var required = wanted["tables"]![(string)wanted["baseTable"]!]!["requiredFilters"]!.AsArray();
            Assert.Equal(required.Select(Filter).Order(StringComparer.Ordinal), explore["tables"]![(string)explore["baseTable"]!]!["requiredFilters"]!.AsArray().Select(Filter).Order(StringComparer.Ordinal));
        }

        Assert.Equal(2506 + 731, compared);
    }

    /// <summary>Compared row by row by <see cref="QueryCaseTests"/>; here, that the lines carry the same.</summary>
    [Fact]
    public async Task Recorded_queries_stream_through_one_process_in_order()
    {
        var cases = JaffleTruth.Cases("query-cases.json");
        var run = await RunAsync(string.Join('\n', cases.Select(one => $$"""{"id":{{one.GetProperty("id").GetRawText()}},"metricQuery":{{one.GetProperty("metricQuery").GetRawText()}}}""")), ["run", .. Jaffle, "--tables", TestData.File("jaffle", "tables"), .. Recorded]);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        var answers = run.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(cases.Select(one => one.GetProperty("id").GetString()), answers.Select(one => one.GetProperty("id").GetString()));
        var wrong = cases.Zip(answers).Where(pair => IsExpectation(pair.First) && Difference(pair.First, pair.Second) is not null).ToDictionary(pair => pair.First.GetProperty("id").GetString()!, pair => Difference(pair.First, pair.Second)!);
        KnownExceptions.Hold("queryCases", wrong);
    }

    [Fact]
    public async Task Numbers_over_joins_agree_with_brute_force()
    {
        var cases = JaffleTruth.Cases("fanout-truth.json");
        var warned = JaffleTruth.Cases("query-cases.json").Where(one => one.TryGetProperty("warnings", out _)).Select(one => one.GetProperty("id").GetString()!).ToHashSet();
        var run = await RunAsync(string.Join('\n', cases.Select(one => $$"""{"id":{{one.GetProperty("id").GetRawText()}},"metricQuery":{{one.GetProperty("metricQuery").GetRawText()}}}""")), ["run", .. Jaffle, "--tables", TestData.File("jaffle", "tables"), .. Recorded]);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        var answers = run.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(126, answers.Count);
        var wrong = new Dictionary<string, string>();
        foreach (var (one, answer) in cases.Zip(answers))
        {
            var id = one.GetProperty("id").GetString()!;
            if (answer.TryGetProperty("refused", out var refused))
            {
                if (!warned.Contains(id)) wrong[id] = $"refused: {refused.GetProperty("code").GetString()}";
                continue;
            }

            var columns = answer.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!).ToList();
            var rows = answer.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateArray().Select(RecordedValue.Of).ToArray()).ToList();
            if (FanoutTruth.Difference(one, rows, (row, column) => row[columns.IndexOf(column)]) is { } difference) wrong[id] = difference;
        }

        KnownExceptions.Hold("fanoutTruth", wrong);
    }

    [Fact]
    public async Task Totals_of_a_query_are_asked_by_the_dimensions_that_stay()
    {
        const string query = """{"exploreName":"orders","dimensions":["orders_status"],"metrics":["orders_unique_order_count"],"limit":50}""";
        var run = await RunAsync($$"""{"id":1,"metricQuery":{{query}}}""" + "\n" + $$"""{"id":2,"metricQuery":{{query}},"totals":[]}""" + "\n" + $$"""{"id":3,"metricQuery":{{query}},"totals":["orders_id"]}""", ["run", .. Jaffle, "--tables", TestData.File("jaffle", "tables"), .. Recorded]);
        var answers = run.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var sum = answers[0].GetProperty("rows").EnumerateArray().Sum(row => Convert.ToDouble(RecordedValue.Of(row[1]), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(sum, RecordedValue.Of(Assert.Single(Assert.Single(answers[1].GetProperty("rows").EnumerateArray()).EnumerateArray())));
        Assert.Equal("semantics.bad-totals", answers[2].GetProperty("refused").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Explain_tells_where_every_number_is_aggregated()
    {
        var run = await RunAsync("""{"id":1,"metricQuery":{"exploreName":"orders","dimensions":["orders_status"],"metrics":["orders_unique_order_count"]}}""" + "\n{\"id\":2,\"metricQuery\":{}}", ["explain", .. Jaffle, .. Recorded]);
        var answers = run.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var number = Assert.Single(answers[0].GetProperty("numbers").EnumerateArray());
        Assert.Equal(("orders_unique_order_count", "orders"), (number.GetProperty("metric").GetString(), number.GetProperty("table").GetString()));
        Assert.Contains("SELECT", answers[0].GetProperty("sql").GetString(), StringComparison.Ordinal);
        Assert.Equal("semantics.bad-query", answers[1].GetProperty("refused").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Filter_reads_every_recorded_expression_as_recorded_or_says_why_not()
    {
        using var cases = JsonDocument.Parse(await File.ReadAllBytesAsync(TestData.File("semantic", "filter_grammar.json"), TestContext.Current.CancellationToken));
        // Lightdash takes these for plain text, and so filters for what nobody has written.
        string[] lookAlikes = ["!inThePast 3 months", "notInThePast 2 days", "inPeriodToDate year", "!between 1 and 2", "inThePast 14 completed days"];
        var run = await RunAsync(string.Join('\n', cases.RootElement.EnumerateArray().Select(one => $$"""{"input":{{one.GetProperty("input").GetRawText()}}}""")) + "\n{}", "filter");
        var answers = run.Output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal((44, "semantics.bad-query"), (answers.Count, answers[^1].GetProperty("refused").GetProperty("code").GetString()));
        foreach (var (one, answer) in cases.RootElement.EnumerateArray().Zip(answers))
        {
            var input = one.GetProperty("input");
            if (one.TryGetProperty("error", out _) || (input.ValueKind == JsonValueKind.String && lookAlikes.Contains(input.GetString())))
            {
                Assert.Equal("semantics.bad-filter-expression", answer.GetProperty("refused").GetProperty("code").GetString());
                continue;
            }

            var output = one.GetProperty("output")[0];
            var unit = output.TryGetProperty("settings", out var settings) && settings.TryGetProperty("unitOfTime", out var named) ? named.GetString() : null;
            Assert.Equal(output.GetProperty("operator").GetString(), answer.GetProperty("operator").GetString());
            Assert.Equal(output.GetProperty("values").EnumerateArray().Select(value => value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()), answer.GetProperty("values").EnumerateArray().Select(value => value.GetString()));
            Assert.Equal(unit, answer.TryGetProperty("unit", out var given) ? given.GetString() : null);
        }
    }

    [Fact]
    public async Task Compile_writes_bound_sql_of_any_dialect_and_refuses_line_by_line()
    {
        string[] lines =
        [
            """{"id":1,"metricQuery":{"exploreName":"orders","dimensions":["orders_status"],"metrics":["orders_unique_order_count"],"filters":{"dimensions":{"and":[{"target":{"fieldId":"orders_status"},"operator":"equals","values":["it's"]}]}}}}""",
            """{"id":"b","metricQuery":{"exploreName":"order","dimensions":[]}}""",
            """{"id":"c","metricQuery":{"exploreName":"orders","dimension":["orders_status"]}}""",
            """{"id":"d","metricQuery":{"exploreName":"orders","dimensions":["orders_statsu"]}}""",
            "{ not json",
            "[]",
            """{"id":"e","metricQuery":{"exploreName":"\ud800","dimensions":["orders_status"]}}""",
            "",
        ];
        foreach (var dialect in new[] { "duckdb", "postgres" })
        {
            var run = await RunAsync(string.Join('\n', lines), ["compile", .. Jaffle, "--dialect", dialect, .. Recorded]);
            var answers = run.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
            Assert.Equal(7, answers.Count);
            Assert.Equal((0, 1), (run.ExitCode, answers[0].GetProperty("id").GetInt32()));
            Assert.DoesNotContain("it's", answers[0].GetProperty("sql").GetString(), StringComparison.Ordinal);
            Assert.Contains("it's", answers[0].GetProperty("parameters").EnumerateArray().Select(value => value.ToString()));
            Assert.Equal(["semantics.unknown-explore", "semantics.bad-query", "semantics.unknown-field", "semantics.bad-query", "semantics.bad-query", "semantics.bad-query"], answers[1..].Select(one => one.GetProperty("refused").GetProperty("code").GetString()));
            Assert.Contains("Did you mean orders", answers[1].GetProperty("refused").GetProperty("message").GetString(), StringComparison.Ordinal);
            Assert.Contains("orders_status", answers[3].GetProperty("refused").GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        var unknown = await RunAsync("", ["compile", .. Jaffle, "--dialect", "oracle"]);
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("(sql.unsupported-adapter)", unknown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Format_shows_every_recorded_value_as_recorded()
    {
        using var cases = JsonDocument.Parse(await File.ReadAllBytesAsync(TestData.File("semantic", "formats.json"), TestContext.Current.CancellationToken));
        var values = cases.RootElement.EnumerateArray().ToList();
        var run = await RunAsync(string.Join('\n', values.Select(one => JsonSerializer.Serialize(one))) + "\n{\"type\":\"money\",\"value\":1}\nnonsense", "format");
        var shown = run.Output.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(values.Count + 2, shown.Count);
        Assert.Equal(values.Select(one => one.GetProperty("formatted").GetString()), shown.Take(values.Count).Select(one => (string?)one["formatted"]));
        Assert.Equal(["semantics.bad-value", "semantics.bad-query"], shown.Skip(values.Count).Select(one => (string?)one["refused"]!["code"]));
    }

    /// <summary>Lightdash's compiler does not ask who may see a field, and its server does.</summary>
    [Fact]
    public async Task A_field_is_for_whom_it_is_meant_and_in_lightdashs_way_where_nobody_said_who_asks()
    {
        const string line = """{"id":1,"metricQuery":{"exploreName":"customers","dimensions":["customers_age"],"metrics":[]}}""";
        foreach (var (refused, words) in new (bool, string[])[]
        {
            (true, []), (true, ["--attribute", "is_admin=false"]), (false, ["--attribute", "is_admin=true"]),
            (false, ["--lightdash-compatible"]), (true, ["--lightdash-compatible", "--attribute", "is_admin=false"]), (false, ["--lightdash-compatible", "--attribute", "is_admin=true"]),
        })
        {
            var answer = (await RunAsync(line, ["compile", .. Jaffle, .. words])).Json;
            Assert.Equal(refused ? "semantics.not-allowed" : null, answer.TryGetProperty("refused", out var refusal) ? refusal.GetProperty("code").GetString() : null);
            if (!refused) Assert.Equal(words.Length == 1 ? ["semantics.attribute-not-named"] : [], answer.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetProperty("code").GetString()!));
        }

        // Whose rows are shown is always asked.
        var rows = (await RunAsync("""{"id":1,"metricQuery":{"exploreName":"fanouts_accounts","dimensions":[],"metrics":["fanouts_accounts_unique_accounts"]}}""", ["compile", .. Jaffle, "--lightdash-compatible"])).Json;
        Assert.Equal("semantics.missing-attribute", rows.GetProperty("refused").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Run_says_what_it_needs()
    {
        foreach (var (code, words) in new (string, string[])[]
        {
            ("semantics.no-warehouse", []), ("projects.bad-connection", ["--warehouse", "oracle:x"]), ("projects.bad-connection", ["--warehouse", "postgres://ada:secret@db/shop"]), ("warehouses.no-tables", ["--tables", "/nowhere"]), ("warehouses.unavailable", ["--warehouse", "duckdb:/nowhere.duckdb"]),
            ("semantics.bad-value", ["--warehouse", "duckdb:/nowhere.duckdb", "--now", "soon"]), ("semantics.bad-value", ["--warehouse", "duckdb:/nowhere.duckdb", "--attribute", "region"]),
        })
        {
            var run = await RunAsync("", ["run", .. Jaffle, .. words]);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains($"({code})", run.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Both_take_the_dialect_and_what_is_asked()
    {
        const string line = """{"id":1,"metricQuery":{"exploreName":"orders","dimensions":["orders_order_date_month"],"metrics":[],"sorts":[{"fieldId":"orders_order_date_month"}],"limit":1}}""";
        string[] folder = ["--tables", TestData.File("jaffle", "tables")];
        var answer = (await RunAsync(line, ["run", .. Jaffle, .. folder, "--dialect", "duckdb"])).Json;
        // A day, and in Lightdash's way its first instant; there are more rows than the one that was asked for.
        Assert.Equal(("Date", 10, true), (answer.GetProperty("types")[0].GetString(), answer.GetProperty("rows")[0][0].GetString()!.Length, answer.GetProperty("limitReached").GetBoolean()));
        var theirs = (await RunAsync(line, ["run", .. Jaffle, .. folder, "--lightdash-compatible"])).Json;
        Assert.Equal(("Timestamp", answer.GetProperty("rows")[0][0].GetString() + " 00:00:00"), (theirs.GetProperty("types")[0].GetString(), theirs.GetProperty("rows")[0][0].GetString()));
        Assert.Equal(answer.GetProperty("sql").GetString(), (await RunAsync(line, ["compile", .. Jaffle, .. folder])).Json.GetProperty("sql").GetString());

        var other = await RunAsync(line, ["run", .. Jaffle, .. folder, "--dialect", "snowflake"]);
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("(semantics.wrong-dialect)", other.Errors, StringComparison.Ordinal);
        Assert.Contains("(semantics.no-warehouse)", (await RunAsync(line, ["run", .. Jaffle, .. folder, "--warehouse", "duckdb:x"])).Errors, StringComparison.Ordinal);
    }

    // Not ties that the engine breaks as it likes, nor numbers that Lightdash itself calls inflated.
    private static bool IsExpectation(JsonElement one)
        => !one.TryGetProperty("optimizer_changes_result", out _) && !one.TryGetProperty("warnings", out _);

    private static string? Difference(JsonElement one, JsonElement answer)
    {
        if (answer.TryGetProperty("refused", out var refused)) return $"refused: {refused.GetProperty("code").GetString()}";
        var query = one.GetProperty("metricQuery");
        var asked = LightdashQuery.Columns(query);
        var wanted = Rows(one, asked);
        var given = Rows(answer, asked);
        if (wanted.Count != given.Count) return $"has {given.Count} rows instead of {wanted.Count}";
        foreach (var row in wanted)
        {
            var at = one.GetProperty("ordered").GetBoolean() ? 0 : given.FindIndex(other => IsEqual(row, other));
            if (at < 0 || !IsEqual(row, given[at])) return "has other rows";
            given.RemoveAt(at);
        }

        return null;
    }

    private static bool IsEqual(JsonElement[] wanted, JsonElement[] given) => wanted.Zip(given).All(pair => RecordedValue.Equal(pair.First, pair.Second));

    private static List<JsonElement[]> Rows(JsonElement table, List<string> asked)
    {
        var columns = table.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!).ToList();
        return [.. table.GetProperty("rows").EnumerateArray().Select(row => asked.Where(columns.Contains).Select(name => row[columns.IndexOf(name)]).ToArray())];
    }

    private static readonly string[] FieldMembers = ["fieldType", "name", "label", "table", "tableLabel", "type", "hidden", "groups", "isIntervalBase", "timeInterval", "timeIntervalBaseDimensionName"];

    private static string Members(JsonNode node, params string[] names) => string.Join(' ', names.Select(name => $"{name}={node[name]?.ToJsonString()}"));

    private static IEnumerable<string> Tables(JsonNode field) => field["tablesReferences"]!.AsArray().Select(table => (string)table!).Order(StringComparer.Ordinal);

    private static string Filter(JsonNode? filter)
        => $"{(string?)filter!["target"]!["fieldRef"]} {(string?)filter["operator"]} {filter["values"]!.ToJsonString()} {(string?)filter["settings"]?["unitOfTime"]} {filter["required"]}";

    private static Task<VitrineProcess.Result> RunAsync(string input, params string[] words) => VitrineProcess.RunWithInputAsync(input, ["semantic", .. words]);

    private sealed class ScratchFile : IDisposable
    {
        public ScratchFile(string content) => File.WriteAllText(Path, content);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}

using System.Globalization;
using DuckDB.NET.Data;
using Vitrine.Primitives;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Integration.Semantics.Metamorphic;

/// <summary>
/// Made-up questions over the jaffle project, and what holds between their answers. A small seeded run each time; <c>VITRINE_METAMORPHIC=20000</c> asks so many questions, <c>VITRINE_SEED</c> begins elsewhere.
/// The large run and what came of it stand in <c>docs/semantic-layer.md</c>.
/// </summary>
public sealed class MetamorphicTests(JaffleTruth jaffle) : IClassFixture<JaffleTruth>, IAsyncDisposable
{
    private readonly Dictionary<(string, FieldReference), IReadOnlyList<object>> known = [];
    private readonly DuckDBConnection plain = new("Data Source=:memory:");
    private int asked;

    // No deviation of Lightdash's is wanted here: they break some of the laws.
    private static CompilationContext Context { get; } = JaffleTruth.Recorded with { FollowsLightdash = false, MayUseRawSql = false };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_agree_with_each_other()
    {
        var wanted = Setting("VITRINE_METAMORPHIC", 600);
        var seed = Setting("VITRINE_SEED", 20261129);
        await plain.OpenAsync(Stop);
        JaffleTruth.MakeTables(plain);
        await ExecuteAsync("PRAGMA disable_optimizer");
        var maker = new QuestionMaker(jaffle.Layer, new Random(seed), (explore, field) => ValuesOfAsync(explore, field));
        var laws = new Laws(maker, AskAsync, (explore, field, filter) => ValuesAsync(explore, field, filter, 100_000), UnoptimizedAsync, jaffle.Compiler, Context).Of;
        var tally = laws.ToDictionary(law => law.Name, _ => (Held: 0, Refused: 0, Broken: 0));
        var broken = new List<string>();
        var refusals = new Dictionary<string, int>();
        for (var at = 0; asked < wanted; at++)
        {
            var (name, hold) = laws[at % laws.Count];
            var (held, refused, wrong) = tally[name];
            try
            {
                if (await hold() is { } problem)
                {
                    wrong++;
                    broken.Add($"{name}: {problem}");
                }
                else
                {
                    held++;
                }
            }
            catch (RefusalException refusal)
            {
                refused++;
                refusals[refusal.Code] = refusals.GetValueOrDefault(refusal.Code) + 1;
            }
            catch (Laws.NothingToAsk)
            {
                continue;
            }
            catch (Exception cause) when (cause is not OperationCanceledException)
            {
                wrong++;
                broken.Add($"{name}: failed with {cause.GetType().Name} {cause.Message} {cause.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Vitrine", StringComparison.Ordinal))?.Trim()}");
            }

            tally[name] = (held, refused, wrong);
        }

        foreach (var (name, (held, refused, wrong)) in tally) TestContext.Current.TestOutputHelper?.WriteLine($"{name}: held {held}, refused {refused}, broken {wrong}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{asked} questions, seed {seed}; refused: {string.Join(", ", refusals.Select(pair => $"{pair.Key} {pair.Value}"))}");
        Assert.True(broken.Count == 0, $"{broken.Count} laws are broken, seed {seed}:\n{string.Join('\n', broken.Take(40))}");
        // A law that never came to its test would hold of anything.
        Assert.All(tally, law => Assert.True(law.Value.Held > 0, $"{law.Key} was never tried"));
    }

    public ValueTask DisposeAsync() => plain.DisposeAsync();

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var set) ? set : otherwise;

    private Task<JaffleTruth.Answer> AskAsync(MetricQuery query, CompilationContext? context)
    {
        asked++;
        return jaffle.AskAsync(query, context ?? Context, Stop);
    }

    private async Task<IReadOnlyList<object>> ValuesOfAsync(string explore, FieldReference field)
    {
        if (known.TryGetValue((explore, field), out var values)) return values;
        try
        {
            return known[(explore, field)] = await ValuesAsync(explore, field, null, 25);
        }
        catch (RefusalException)
        {
            return known[(explore, field)] = [];
        }
    }

    private async Task<IReadOnlyList<object>> ValuesAsync(string explore, FieldReference field, FilterGroup? filter, int limit)
    {
        asked++;
        var rows = await jaffle.AskAsync(jaffle.Compiler.CompileFieldValues(explore, field, null, filter, limit, Context), Stop);
        return [.. rows.Select(row => row[0]!)];
    }

    private async Task<IReadOnlyList<object?[]>> UnoptimizedAsync(CompiledQuery query)
    {
        await using var command = plain.CreateCommand();
        command.CommandText = query.Sql.Text;
        foreach (var parameter in query.Sql.Parameters) command.Parameters.Add(new DuckDBParameter(parameter.Value ?? DBNull.Value));
        await using var reader = await command.ExecuteReaderAsync(Stop);
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(Stop))
        {
            var row = new object?[query.Columns.Count];
            for (var at = 0; at < row.Length; at++) row[at] = await reader.IsDBNullAsync(at, Stop) ? null : reader.GetValue(at);
            rows.Add(row);
        }

        return rows;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = plain.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Stop);
    }
}

using System.Text;
using System.Text.Json;
using Vitrine.Builds.Workspaces.Worker;

namespace Vitrine.Unit.Builds;

public sealed class WorkerReadingTests
{
    private static readonly string[] Files = ["src/App.tsx"];

    [Fact]
    public void A_finding_of_the_worker_is_read()
    {
        var finding = Assert.Single(Read("""{"findings":[{"code":"build.unknown-import","file":"src/App.tsx","line":3,"column":7,"message":"There is no module 'x'.","hint":"Did you mean y?","severity":"warning"}]}"""));
        Assert.Equal(new WorkerFinding("build.unknown-import", "src/App.tsx", 3, 7, "There is no module 'x'.", "Did you mean y?", true), finding);
    }

    [Theory]
    [InlineData("""{"code":"render.fine","message":"m"}""")]
    [InlineData("""{"code":"build.<script>","message":"m"}""")]
    [InlineData("""{"message":"m"}""")]
    public void A_code_that_is_not_its_own_is_replaced(string finding) => Assert.Equal("build.failed", Assert.Single(Read($$"""{"findings":[{{finding}}]}""")).Code);

    [Theory]
    [InlineData("\"/etc/passwd\"")]
    [InlineData("\"src/Other.tsx\"")]
    [InlineData("null")]
    public void A_file_that_the_app_does_not_have_is_left_out(string file) => Assert.Null(Assert.Single(Read($$"""{"findings":[{"file":{{file}},"message":"m"}]}""")).File);

    [Theory]
    [InlineData("-1")]
    [InlineData("1e30")]
    [InlineData("99999999999")]
    [InlineData("\"3\"")]
    public void A_line_that_cannot_be_is_left_out(string line) => Assert.Null(Assert.Single(Read($$"""{"findings":[{"line":{{line}},"message":"m"}]}""")).Line);

    [Fact]
    public void Texts_are_cut_and_have_no_control_characters()
    {
        var finding = Assert.Single(Read($$"""{"findings":[{"message":"a\u001b[31m\u0000b\nc","hint":"{{new string('x', 5000)}}"}]}"""));
        Assert.Equal("a [31m b\nc", finding.Message);
        Assert.InRange(finding.Hint!.Length, 100, 301);
    }

    [Fact]
    public void A_hundred_findings_are_enough()
        => Assert.Equal(100, Read($$"""{"findings":[{{string.Join(',', Enumerable.Repeat("""{"message":"m"}""", 5000))}}]}""").Count);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"findings":{}}""")]
    [InlineData("""{"findings":[1]}""")]
    [InlineData("""{"findings":[{"message":7}]}""")]
    [InlineData("""{"findings":[{"file":["src/App.tsx"]}]}""")]
    [InlineData("""{"findings":[],"script":{"a":1}}""")]
    [InlineData("""{"findings":[],"css":7}""")]
    [InlineData("""{"findings":[],"script":"\ud800"}""")]
    [InlineData("""{"findings":[{"message":"\udc00"}]}""")]
    public void An_answer_of_another_form_is_refused(string answer)
        => Assert.Throws<InvalidDataException>(() => WorkerReading.Build(JsonDocument.Parse(answer).RootElement, Files));

    [Fact]
    public async Task Lines_are_read_whatever_the_pieces_they_come_in()
    {
        var lines = new WorkerLines(new PieceStream("one\n", "tw", "o\nthree\nfo", "ur"), 100);
        Assert.Equal("one", await NextAsync(lines));
        Assert.Equal("two", await NextAsync(lines));
        Assert.Equal("three", await NextAsync(lines));
        Assert.Null(await NextAsync(lines));
    }

    [Fact]
    public async Task A_long_line_is_an_error_and_not_a_full_memory()
    {
        var lines = new WorkerLines(new PieceStream([.. Enumerable.Repeat(new string('a', 60_000), 100)]), 200_000);
        await Assert.ThrowsAsync<InvalidDataException>(async () => await lines.ReadAsync(TestContext.Current.CancellationToken));
    }

    private static IReadOnlyList<WorkerFinding> Read(string answer) => WorkerReading.Findings(JsonDocument.Parse(answer).RootElement, Files, "build.failed");

    private static async Task<string?> NextAsync(WorkerLines lines)
        => await lines.ReadAsync(TestContext.Current.CancellationToken) is { } line ? Encoding.UTF8.GetString(line.Span) : null;

    private sealed class PieceStream(params string[] pieces) : MemoryStream
    {
        private readonly Queue<byte[]> waiting = new(pieces.Select(Encoding.UTF8.GetBytes));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!waiting.TryDequeue(out var piece)) return ValueTask.FromResult(0);
            var some = Math.Min(piece.Length, buffer.Length);
            piece.AsSpan(0, some).CopyTo(buffer.Span);
            // What did not fit comes as a piece of its own, before the others.
            if (some < piece.Length)
            {
                var rest = waiting.ToArray();
                waiting.Clear();
                foreach (var next in rest.Prepend(piece[some..])) waiting.Enqueue(next);
            }

            return ValueTask.FromResult(some);
        }
    }
}

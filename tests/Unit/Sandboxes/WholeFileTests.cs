using System.Text;
using Vitrine.Sandboxes;

namespace Vitrine.Unit.Sandboxes;

public sealed class WholeFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-whole-").FullName;

    private string Place => Path.Combine(folder, "record.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_is_written_is_read_and_nothing_lies_beside_it()
    {
        WholeFile.Write(Place, new Record("first"));
        WholeFile.Write(Place, new Record("second"), toDisk: true);
        Assert.Equal(new Record("second"), WholeFile.Read<Record>(Place));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{\"Text\":\"fi")]
    public void What_was_never_whole_is_not_there(string? content)
    {
        if (content is not null) File.WriteAllText(Place, content);
        Assert.Null(WholeFile.Read<Record>(Place));
        Assert.Null(WholeFile.Read<Record>(Path.Combine(folder, "none", "record.json")));
    }

    [Fact]
    public async Task A_reader_beside_writers_finds_one_of_them_whole()
    {
        WholeFile.Write(Place, new Record(new string('a', 50_000)));
        var writing = Task.Run(() => Parallel.For(0, 200, at => WholeFile.Write(Place, new Record(new string((char)('a' + (at % 26)), 50_000)))));
        do Assert.Single(WholeFile.Read<Record>(Place)!.Text.Distinct());
        while (!writing.IsCompleted);
        await writing;
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public void Of_several_who_write_first_one_has_written()
    {
        Parallel.For(0, 20, at => WholeFile.WriteIfAbsent(Place, Encoding.ASCII.GetBytes($"{at}")));
        var first = File.ReadAllText(Place);
        WholeFile.WriteIfAbsent(Place, "later"u8);
        Assert.Equal(first, File.ReadAllText(Place));
        Assert.Single(Directory.GetFiles(folder));
    }

    private sealed record Record(string Text);
}

using System.Text;
using System.Text.Json.Nodes;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Unit.Sandboxes;

public sealed class ConnectFramesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_and_an_end_are_read_as_they_were_written()
    {
        using var stream = new MemoryStream([.. ConnectFrames.Message(new JsonObject { ["a"] = 1 }), .. ConnectFrames.End(null), .. ConnectFrames.End(new ConnectException(ConnectCode.NotFound, "no"))]);
        var (isEnd, payload) = (await ConnectFrames.ReadAsync(stream, 100, Stop))!.Value;
        Assert.Equal((false, """{"a":1}"""), (isEnd, Encoding.UTF8.GetString(payload)));
        (isEnd, payload) = (await ConnectFrames.ReadAsync(stream, 100, Stop))!.Value;
        Assert.Equal((true, "{}"), (isEnd, Encoding.UTF8.GetString(payload)));
        (isEnd, payload) = (await ConnectFrames.ReadAsync(stream, 100, Stop))!.Value;
        Assert.Equal((true, """{"error":{"code":"not_found","message":"no"}}"""), (isEnd, Encoding.UTF8.GetString(payload)));
        Assert.Null(await ConnectFrames.ReadAsync(stream, 100, Stop));
    }

    [Fact]
    public async Task A_message_of_several_pieces_comes_whole_and_its_length_is_told_before()
    {
        var content = new byte[300_001];
        Random.Shared.NextBytes(content);
        using var stream = new MemoryStream(ConnectFrames.Frame(0, content));
        var told = 0L;
        Assert.Equal(content, (await ConnectFrames.ReadAsync(stream, 400_000, Stop, length => told = length))!.Value.Payload);
        Assert.Equal(content.Length, told);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 5, 1 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 1, 1 })]
    [InlineData(new byte[] { 0, 255, 255, 255, 255, 1 })]
    public async Task What_is_cut_packed_or_too_long_is_no_frame(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        await Assert.ThrowsAsync<InvalidDataException>(async () => await ConnectFrames.ReadAsync(stream, 100, Stop));
    }

    [Fact]
    public void Length_is_big_endian() => Assert.Equal([0, 0, 0, 1, 2], ConnectFrames.Frame(0, new byte[258])[..5]);
}

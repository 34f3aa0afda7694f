using Vitrine.Sandboxes.Host;

namespace Vitrine.Unit.Sandboxes;

public sealed class HostedProcessTests
{
    private static readonly string Piece = new('A', 1 << 20);

    [Fact]
    public async Task A_listener_that_does_not_read_holds_the_program_back_until_it_does()
    {
        var told = new List<bool>();
        var process = new HostedProcess(1, [], null, told.Add);
        using var listener = process.Listen();
        process.Say("stdout", Piece);
        Assert.Empty(told);
        process.Say("stdout", Piece);
        Assert.Equal([false], told);
        for (var at = 0; at < 2; at++) await listener.NextAsync(TestContext.Current.CancellationToken);
        Assert.Equal([false, true], told);
    }

    [Fact]
    public void What_goes_on_although_it_was_told_to_hold_is_not_believed()
    {
        var process = new HostedProcess(1, [], null, _ => { });
        using var listener = process.Listen();
        var said = 0;
        Assert.Throws<FormatException>(() =>
        {
            for (; said < 200; said++) process.Say("stdout", Piece);
        });
        Assert.Equal(65, said);
    }
}

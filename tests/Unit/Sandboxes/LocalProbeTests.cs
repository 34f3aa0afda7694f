using Vitrine.Sandboxes.Local;

namespace Vitrine.Unit.Sandboxes;

/// <summary>What an operator is told to do about a container that lets no sandbox be made; the words are those that bubblewrap 0.8 and setpriv said in Docker's.</summary>
public sealed class LocalProbeTests
{
    [Theory]
    [InlineData("bwrap: Failed to make / slave: Permission denied", "apparmor=unconfined")]
    [InlineData("bwrap: Can't set hostname to sandbox: Operation not permitted", "sethostname")]
    [InlineData("bwrap: Can't mount proc on /newroot/proc: Operation not permitted", "systempaths=unconfined")]
    [InlineData("setpriv: setresuid failed: Operation not permitted", "--user 1001")]
    public void What_is_said_in_a_container_has_a_remedy(string said, string remedy) => Assert.Contains(remedy, LocalProbe.RemedyInContainer(said), StringComparison.Ordinal);

    [Theory]
    [InlineData("bubblewrap said: bwrap: Unknown option --disable-userns.", "bubblewrap 0.8")]
    [InlineData("bubblewrap did not start within half a minute: the machine is too busy.", "less so")]
    public void What_has_nothing_to_do_with_rights_has_a_remedy_of_its_own(string said, string remedy) => Assert.Contains(remedy, LocalProbe.RemedyAnywhere(said), StringComparison.Ordinal);

    [Fact]
    public void Other_words_have_none_of_a_container() => Assert.Null(LocalProbe.RemedyInContainer("bwrap: setting up uid map: Permission denied") ?? LocalProbe.RemedyAnywhere("bwrap: setting up uid map: Permission denied"));
}

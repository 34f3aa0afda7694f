using Vitrine.Browsers;

namespace Vitrine.Integration.Outside;

public sealed class BrowserDriverTests
{
    [Fact]
    public async Task A_driver_that_this_user_may_not_run_is_an_answer_and_no_waiting()
    {
        var folder = Directory.CreateTempSubdirectory("vitrine-driver-");
        try
        {
            var command = Path.Combine(folder.FullName, "driver");
            await File.WriteAllTextAsync(command, "#!/bin/sh\nexec /etc/passwd\n", TestContext.Current.CancellationToken);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            var cause = await Assert.ThrowsAsync<IOException>(() => BrowserDriver.TryAsync(command));
            Assert.Contains("Permission denied", cause.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

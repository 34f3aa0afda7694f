using Microsoft.Playwright;

namespace Vitrine.Browsers;

/// <summary>A blank page, alone in its context.</summary>
internal sealed record OpenPage(IBrowserContext Context, IPage Page)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public bool IsUsable => !Page.IsClosed;

    /// <summary>Closes a context or a browser, and says whether it did close in good time. One whose driver has died does not, and throws at once.</summary>
    public static async Task<bool> CloseAsync(Func<Task> close)
    {
        try
        {
            await close().WaitAsync(Patience);
            return true;
        }
        catch (Exception cause) when (cause is PlaywrightException or TimeoutException)
        {
            return false;
        }
    }
}

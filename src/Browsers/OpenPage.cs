using Microsoft.Playwright;

namespace Vitrine.Browsers;

/// <summary>A blank page, alone in its context.</summary>
internal sealed record OpenPage(IBrowserContext Context, IPage Page)
{
    public bool IsUsable => !Page.IsClosed;
}

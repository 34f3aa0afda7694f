using Microsoft.Playwright;
using Vitrine.Outside.Processes;

namespace Vitrine.Browsers;

/// <summary>A fresh browser context in the jail: no cookies, no cache, no network. Disposing of it ends whatever its pages still do.</summary>
public sealed class BrowserLease : IAsyncDisposable
{
    private readonly Func<BrowserLease, bool, Task> returned;
    private readonly Func<ProcessorShare> processor;
    private bool isOver;

    internal BrowserLease(OpenPage page, Func<ProcessorShare> processor, Func<BrowserLease, bool, Task> returned)
        => (Context, Page, this.processor, this.returned) = (page.Context, page.Page, processor, returned);

    /// <summary>The context; all requests have to be answered by routes, there is nothing else.</summary>
    public IBrowserContext Context { get; }

    /// <summary>The context's one page, still blank: routes come before its first address.</summary>
    public IPage Page { get; }

    /// <summary>What the browser, with all its pages, has had of the processors so far. Two looks tell whether it was starved between them.</summary>
    public ProcessorShare Processor() => processor();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (isOver) return;
        isOver = true;
        await returned(this, await OpenPage.CloseAsync(() => Context.CloseAsync()));
    }
}

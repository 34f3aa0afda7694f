using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using Vitrine.Access;
using Vitrine.Primitives;
using Vitrine.Projects;
using Vitrine.Serving.Http;

namespace Vitrine.Web.Components;

/// <summary>What pages share: who looks, loading with refusals shown, and actions whose refusals become a line at the edge.</summary>
public abstract class VitrinePage : ComponentBase, IDisposable
{
    /// <summary>Where a request keeps what stands in the way of its page. Blazor writes nothing of a page that answers 404, and the page that is shown instead has to say it.</summary>
    internal static readonly object RefusalItem = new();

    private readonly CancellationTokenSource stop = new();

    protected VitrinePage() => Stop = stop.Token;

    [Inject] internal ICurrentPrincipal Current { get; set; } = default!;

    [Inject] internal ISnackbar Lines { get; set; } = default!;

    [Inject] internal FindProject FindProject { get; set; } = default!;

    [Inject] internal NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter] internal HttpContext? Http { get; set; }

    /// <summary>What stands in the way of the whole page; null while nothing does.</summary>
    protected RefusalException? Refusal { get; private set; }

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Stop { get; }

    internal Principal Me => Current.Require();

    /// <summary>Loads, and shows a refusal in place of the page; a page of the server answers with its status.</summary>
    protected async Task LoadAsync(Func<Task> load)
    {
        ArgumentNullException.ThrowIfNull(load);
        try
        {
            Refusal = null;
            await load();
        }
        catch (RefusalException refusal)
        {
            Refusal = refusal;
            if (Http is not { Response.HasStarted: false } http) return;
            http.Response.StatusCode = RefusalProblems.StatusOf(refusal.Kind);
            http.Items[RefusalItem] = refusal;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
    }

    /// <summary>Does something; a refusal becomes a line. True when it was done.</summary>
    protected async Task<bool> DoAsync(Func<Task> action, string? done = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        try
        {
            await action();
            if (done is not null) Lines.Add(done, Severity.Success);
            // Whoever called may be a part of the page, and then only that part is drawn anew by itself.
            await InvokeAsync(StateHasChanged);
            return true;
        }
        catch (RefusalException refusal)
        {
            // It says how to go on, and that takes longer to read than that something was done.
            Lines.Add(refusal.Message, Severity.Error, line => line.VisibleStateDuration = 15_000); // milliseconds
            return false;
        }
    }

    /// <summary>Has the script do something with elements of this page. When the page was left meanwhile they are gone, and nothing is left to do.</summary>
    protected async Task ReachAsync(Func<Task> script)
    {
        ArgumentNullException.ThrowIfNull(script);
        try
        {
            if (!Stop.IsCancellationRequested) await script();
        }
        catch (Exception cause) when (Stop.IsCancellationRequested && cause is (JSException or ObjectDisposedException or OperationCanceledException))
        {
            // Somebody was faster than the script.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what the page began.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        stop.Cancel();
        stop.Dispose();
    }
}

namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>Gives a call up that says nothing for a while, or goes on for too long: what is asked beside the work must not hold it up.</summary>
/// <param name="inner">Makes the call.</param>
/// <param name="silence">How long it may say nothing, from its start on.</param>
/// <param name="clock">The time.</param>
internal sealed class HurriedClient(IModelClient inner, TimeSpan silence, TimeProvider clock) : IModelClient
{
    // A form of a page is filled in within a third of that.
    private const int Silences = 4;

    public async Task<ModelAnswer> AskAsync(ModelRequest request, IModelListener listener, CancellationToken cancellationToken)
    {
        using var idle = new CancellationTokenSource(silence, clock);
        using var whole = new CancellationTokenSource(silence * Silences, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, whole.Token, cancellationToken);
        try
        {
            return await inner.AskAsync(request, new Wakeful(listener, () => idle.CancelAfter(silence)), either.Token);
        }
        catch (ModelCancelledException given) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ModelCallException(ModelFailure.Stalled, "It took longer than this may take.", cause: given) { Usage = given.Usage, Heard = given.Heard };
        }
    }

    /// <summary>Hears signs of life.</summary>
    private sealed class Wakeful(IModelListener listener, Action alive) : IModelListener
    {
        public void Text(string piece)
        {
            alive();
            listener.Text(piece);
        }

        public void Thinking(string piece)
        {
            alive();
            listener.Thinking(piece);
        }

        public void Input(string? tool, string piece)
        {
            alive();
            listener.Input(tool, piece);
        }

        public Task AgainAsync(ModelCallException failure, TimeSpan wait, int attempt, CancellationToken cancellationToken) => listener.AgainAsync(failure, wait, attempt, cancellationToken);
    }
}

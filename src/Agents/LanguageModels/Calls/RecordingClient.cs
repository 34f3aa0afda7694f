namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>Keeps what is sent before it is sent, and what is answered before anybody acts on it.</summary>
internal sealed class RecordingClient(IModelClient inner, IModelJournal journal) : IModelClient
{
    public async Task<ModelAnswer> AskAsync(ModelRequest request, IModelListener listener, CancellationToken cancellationToken)
    {
        var permit = await journal.BeginAsync(request, cancellationToken);
        try
        {
            var answer = await inner.AskAsync(request with { CallId = permit.CallId, MaximumOutput = permit.MaximumOutput }, listener, cancellationToken);
            await journal.AnswerAsync(answer, cancellationToken);
            return answer;
        }
        catch (ModelCallException failure)
        {
            await journal.FailAsync(permit.CallId, failure, cancellationToken);
            throw;
        }
    }
}

namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>A call that was given up while it was made, with what it took until then as far as the provider told.</summary>
internal sealed class ModelCancelledException(ModelUsage usage, OperationCanceledException cause, CancellationToken token) : OperationCanceledException(cause.Message, cause, token)
{
    public ModelUsage Usage { get; } = usage;

    /// <summary>About how many tokens were heard until then.</summary>
    public long Heard { get; init; }
}

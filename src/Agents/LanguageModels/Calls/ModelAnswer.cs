using Vitrine.Agents.LanguageModels.Conversations;

namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>How an answer came to its end.</summary>
internal enum ModelFinish
{
    /// <summary>It has said everything.</summary>
    Stop,

    /// <summary>It waits for the results of tools.</summary>
    Tools,

    /// <summary>It was as long as it may be.</summary>
    Length,

    /// <summary>The model does not want to go on.</summary>
    Refusal,

    /// <summary>Something of the provider's own: the call is to be made again with what it said.</summary>
    Pause,
}

/// <summary>What a language model answered.</summary>
/// <param name="Message">The answer.</param>
/// <param name="Finish">How it ended.</param>
/// <param name="Usage">What it took.</param>
internal sealed record ModelAnswer(ModelMessage Message, ModelFinish Finish, ModelUsage Usage)
{
    /// <summary>The call that it answers.</summary>
    public Guid CallId { get; init; }
}

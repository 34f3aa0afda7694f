using Microsoft.Extensions.AI;
using Vitrine.Primitives;

namespace Vitrine.Agents.LanguageModels.Providers;

/// <summary>Who runs language models. Its own SDK stays behind this; the way out is that of operator endpoints, and trying again is not its business.</summary>
internal interface ILanguageModelProvider
{
    /// <summary>Its name in the configuration.</summary>
    string Name { get; }

    /// <summary>The variable that holds its key, for sentences about it.</summary>
    string KeyVariable { get; }

    /// <summary>The variable that holds its address, for sentences about it.</summary>
    string AddressVariable { get; }

    /// <summary>What is not configured, in a sentence; null when it can be asked.</summary>
    string? Missing { get; }

    /// <summary>What is set up as its keys, whatever form they have: none of it may stand in what is kept of its refusals.</summary>
    IReadOnlyList<Secret> Secrets { get; }

    /// <summary>How its messages differ from what all have in common.</summary>
    ModelDialect Dialect { get; }

    /// <summary>A client for one of its models, without anything around it.</summary>
    IChatClient Open(LanguageModel model);
}

namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>Why a call of a language model came to nothing.</summary>
internal enum ModelFailure
{
    /// <summary>The key is not accepted.</summary>
    Key,

    /// <summary>The key may not do this.</summary>
    Forbidden,

    /// <summary>There is no such model.</summary>
    UnknownModel,

    /// <summary>There is no money left at the provider.</summary>
    Billing,

    /// <summary>The conversation does not fit into the model's context.</summary>
    TooLong,

    /// <summary>The provider does not understand the request.</summary>
    Invalid,

    /// <summary>More requests than the provider allows.</summary>
    RateLimited,

    /// <summary>The provider has too much to do.</summary>
    Overloaded,

    /// <summary>Something went wrong at the provider.</summary>
    Server,

    /// <summary>The provider cannot be reached.</summary>
    Unreachable,

    /// <summary>The connection ended before the answer did.</summary>
    Dropped,

    /// <summary>Nothing came any more.</summary>
    Stalled,

    /// <summary>What came cannot be read: the address is no such provider, or does not keep to its protocol.</summary>
    Garbled,
}

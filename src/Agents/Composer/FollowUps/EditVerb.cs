namespace Vitrine.Agents.Composer.FollowUps;

/// <summary>What a clause of a follow-up wants done.</summary>
internal enum EditVerb
{
    /// <summary>No verb: what it names says what changes.</summary>
    None,
    Add,
    Remove,
    Change,
}

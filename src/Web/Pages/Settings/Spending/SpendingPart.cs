namespace Vitrine.Web.Pages.Settings.Spending;

/// <summary>What spent money is told apart by.</summary>
internal enum SpendingPart
{
    /// <summary>By project.</summary>
    Project,

    /// <summary>By who prompted.</summary>
    Person,

    /// <summary>By app.</summary>
    App,

    /// <summary>By language model, and by provider of sandboxes.</summary>
    Model,

    /// <summary>By why it was spent.</summary>
    Cause,
}

namespace Vitrine.Agents.Composer.Planning;

/// <summary>What planning came to. A closed set: the records in this one.</summary>
internal abstract record PlanOutcome
{
    private PlanOutcome()
    {
    }

    /// <summary>A plan.</summary>
    /// <param name="Plan">The plan.</param>
    /// <param name="Done">What was understood or changed, one sentence each.</param>
    /// <param name="Notes">What has to be said beside it.</param>
    /// <param name="Name">What the app is called by the prompt; null where it says nothing of that.</param>
    internal sealed record Planned(AppPlan Plan, IReadOnlyList<string> Done, PlanNotes Notes, string? Name = null) : PlanOutcome;

    /// <summary>The data for it is not there.</summary>
    internal sealed record Declined(string Message) : PlanOutcome;
}

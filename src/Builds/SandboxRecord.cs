using Vitrine.Builds.Register;

namespace Vitrine.Builds;

/// <summary>One sandbox that is there at this moment.</summary>
/// <param name="Id">Under which it is ended.</param>
/// <param name="SandboxId">What its provider calls it.</param>
/// <param name="Provider">Where it is: <c>local</c> or <c>e2b</c>.</param>
/// <param name="Machine">The machine of the server that has it.</param>
/// <param name="State">What it does.</param>
/// <param name="Made">When it was made.</param>
/// <param name="Since">When it came into its state.</param>
/// <param name="Cpus">Virtual processors that it has.</param>
/// <param name="MemoryBytes">Memory that it has.</param>
/// <param name="Dollars">What it has cost so far, in US dollars: for the one it works for, else since it was made.</param>
/// <param name="Project">Whose project it works for; null when nobody has claimed it.</param>
/// <param name="App">Whose app it works for; null as well for an app that is not there any more or that this person may not see.</param>
/// <param name="Person">Who prompted.</param>
/// <param name="TurnId">The turn that it works for, or worked for last.</param>
public sealed record SandboxRecord(
    Guid Id, string SandboxId, string Provider, string Machine, SandboxState State, DateTimeOffset Made, DateTimeOffset Since, decimal Cpus, long MemoryBytes, decimal Dollars,
    SandboxRecord.Named? Project, SandboxRecord.Named? App, SandboxRecord.Named? Person, Guid? TurnId)
{
    /// <summary>Something with a name.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Name">As people call it.</param>
    /// <param name="Slug">As addresses call it; null for people.</param>
    public sealed record Named(Guid Id, string Name, string? Slug);
}

namespace Vitrine.Builds.Register;

/// <summary>A row of <c>sandboxes</c>: one that is there at this moment. Those that nobody has claimed belong to no organization, and each may see and end them.</summary>
internal sealed class SandboxRow
{
    public required Guid Id { get; init; }

    /// <summary>The process that has it.</summary>
    public required Guid Server { get; init; }

    /// <summary>The machine of that process.</summary>
    public required string Machine { get; init; }

    public required string Provider { get; init; }

    /// <summary>The provider's id.</summary>
    public required string SandboxId { get; set; }

    public required SandboxState State { get; set; }

    public Guid? OrganizationId { get; set; }

    public Guid? ProjectId { get; set; }

    public Guid? AppId { get; set; }

    public Guid? TurnId { get; set; }

    public Guid? PersonId { get; set; }

    public required DateTimeOffset Made { get; init; }

    public required DateTimeOffset Since { get; set; }

    /// <summary>How long it ran before <see cref="RunsSince"/>, in milliseconds.</summary>
    public long Worked { get; set; }

    /// <summary>From when it runs; null while it is paused.</summary>
    public DateTimeOffset? RunsSince { get; set; }

    public required decimal Cpus { get; set; }

    public required long MemoryBytes { get; set; }

    /// <summary>The last sign of life of its server.</summary>
    public required DateTimeOffset Seen { get; set; }

    /// <summary>Whether somebody on another server wants it ended.</summary>
    public bool IsKillAsked { get; set; }
}

using Vitrine.Sandboxes;

namespace Vitrine.Builds.Register;

/// <summary>One sandbox of this process, as the register knows it. Whoever uses it says here what becomes of it.</summary>
internal sealed class SandboxEntry
{
    private readonly SandboxRegister register;

    public SandboxEntry(SandboxRegister register, Guid number, string sandboxId, DateTimeOffset made)
    {
        (this.register, Number, SandboxId, Made) = (register, number, sandboxId, made);
        (Since, RunsSince) = (made, made);
    }

    /// <summary>Stays the same as long as it is known, whatever the provider calls it.</summary>
    public Guid Number { get; }

    public string SandboxId { get; private set; }

    public DateTimeOffset Made { get; }

    public SandboxState State { get; private set; }

    /// <summary>When it came into its state.</summary>
    public DateTimeOffset Since { get; private set; }

    public SandboxOwner? Owner { get; private set; }

    /// <summary>How long it ran before, for the owner that it has.</summary>
    public TimeSpan Worked { get; private set; }

    /// <summary>From when it runs; null while it is paused.</summary>
    public DateTimeOffset? RunsSince { get; private set; }

    /// <summary>Ends it, in whichever state it is.</summary>
    public Func<Task> End { get; set; } = () => Task.CompletedTask;

    /// <summary>It has built the scaffold and waits.</summary>
    public void IsReady() => register.Change(this, now => (State, Since) = (SandboxState.Ready, now));

    /// <summary>It works for that owner from now on, in the provider's sandbox of that id.</summary>
    public void Run(SandboxOwner owner, string sandboxId) => register.Change(this, now =>
    {
        // What it waited for before anybody had it is nobody's time.
        (State, Since, RunsSince, Owner, SandboxId) = (SandboxState.Running, now, now, owner, sandboxId);
    });

    /// <summary>It is paused, and ended by that from now on.</summary>
    public void Pause(Func<Task> end) => register.Change(this, now =>
    {
        Worked += RunsSince is { } since ? now - since : TimeSpan.Zero;
        (State, Since, RunsSince, End) = (SandboxState.Paused, now, null, end);
    });

    /// <summary>There is no such sandbox any more. Further calls change nothing.</summary>
    public void Close() => register.Close(this);
}

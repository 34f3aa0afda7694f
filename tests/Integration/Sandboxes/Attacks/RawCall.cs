namespace Vitrine.Integration.Sandboxes.Attacks;

/// <summary>One system call as a hostile program makes it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="StoppedBy">The layers that stop it; <see cref="RawCalls.FilterAlone"/> where nothing else would.</param>
/// <param name="Answer">What the kernel answers in a sandbox: an error's number below zero, or a value.</param>
/// <param name="Number">The call's number on this machine's processor; null where that has no such call.</param>
/// <param name="Arguments">Up to six.</param>
internal sealed record RawCall(string Name, string StoppedBy, long Answer, long? Number, IReadOnlyList<long> Arguments)
{
    /// <summary>Whether a second process comes back from it, if it is not stopped.</summary>
    public bool Forks { get; init; }
}

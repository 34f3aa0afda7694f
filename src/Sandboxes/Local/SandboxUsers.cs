namespace Vitrine.Sandboxes.Local;

/// <summary>
/// When the server is root, each sandbox runs as a user of its own who exists nowhere else: to run as root with everything dropped
/// is not enough, the host's root may still write files of <c>/proc</c>.
/// </summary>
internal sealed class SandboxUsers
{
    private const uint First = 700_000_000, Span = 100_000_000;
    private readonly HashSet<uint> taken = [];
    private readonly Lock gate = new();
    private uint next = First + (uint)Random.Shared.Next((int)Span);

    /// <summary>An unused id; null when the server is an ordinary user, whose sandboxes run as it.</summary>
    public uint? Take()
    {
        if (!SystemCalls.IsRoot) return null;
        lock (gate)
        {
            do next = First + ((next - First + 1) % Span);
            while (!taken.Add(next));
            return next;
        }
    }

    public void Return(uint? user)
    {
        if (user is not { } id) return;
        lock (gate) taken.Remove(id);
    }
}

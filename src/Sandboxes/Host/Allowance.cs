namespace Vitrine.Sandboxes.Host;

/// <summary>How much of something may be held at a time; who has taken a part gives it back.</summary>
/// <param name="most">All of it.</param>
internal sealed class Allowance(long most)
{
    private long taken;

    /// <summary>Takes a part; false, and nothing is taken, when it is more than there is.</summary>
    public bool TryTake(long part)
    {
        if (Interlocked.Add(ref taken, part) <= most) return true;
        Return(part);
        return false;
    }

    public void Return(long part) => Interlocked.Add(ref taken, -part);
}

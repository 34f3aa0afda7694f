namespace Vitrine.Primitives;

/// <summary>Makes the ids of entities: version-7 UUIDs, so that they sort by the time they were made.</summary>
public static class EntityId
{
    /// <summary>A new id, stamped with the clock's present.</summary>
    public static Guid New(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return Guid.CreateVersion7(clock.GetUtcNow());
    }
}

using Vitrine.Access.Spaces;

namespace Vitrine.Web.Components;

/// <summary>The spaces that somebody sees, as a tree.</summary>
internal static class SpaceOutline
{
    /// <summary>Each space before those in it, with how deep it lies. A space within one that is not seen stands at the top.</summary>
    public static IReadOnlyList<(SpaceRecord Space, int Depth)> Of(IReadOnlyList<SpaceRecord> spaces)
    {
        var known = spaces.Select(space => space.Id).ToHashSet();
        return [.. Under(space => space.ParentId is not { } parent || !known.Contains(parent), 0)];

        IEnumerable<(SpaceRecord Space, int Depth)> Under(Func<SpaceRecord, bool> isHere, int depth)
            => spaces.Where(isHere).SelectMany(space => Under(inner => inner.ParentId == space.Id, depth + 1).Prepend((space, depth)));
    }
}

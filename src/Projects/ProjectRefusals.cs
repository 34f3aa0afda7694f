using Vitrine.Primitives;

namespace Vitrine.Projects;

/// <summary>Refusals that several use cases share.</summary>
internal static class ProjectRefusals
{
    public static RefusalException Unknown()
        => new("projects.unknown", "There is no such project.", RefusalKind.NotFound);

    public static RefusalException Changed()
        => new("projects.changed", "Somebody else changed this project at the same time. Look at it again and repeat your change.", RefusalKind.Conflict);
}

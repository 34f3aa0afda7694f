using Vitrine.Primitives;
using Vitrine.Projects.Connections;

namespace Vitrine.Projects;

/// <summary>What a project must be, whoever makes or changes it.</summary>
internal static class ProjectRules
{
    public static void Check(string name, ProjectSettings settings)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > 200)
            throw new RefusalException("projects.bad-name", "A project needs a name of at most 200 characters.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(settings.TimeZone, out _))
            throw new RefusalException("projects.bad-time-zone", $"There is no time zone {settings.TimeZone}. Use an IANA name such as Europe/Oslo.");
    }

    /// <summary>Opens the warehouse once. What is passed on are our own sentences, which name what the connection names and no secret; what the warehouse says of itself is not.</summary>
    public static async Task CheckConnectionAsync(WarehouseConnection connection, CancellationToken cancellationToken)
    {
        await using var warehouse = WarehouseKinds.Make(connection);
        await warehouse.TestAsync(cancellationToken);
    }
}

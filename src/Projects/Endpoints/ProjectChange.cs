using Vitrine.Projects.Connections;

namespace Vitrine.Projects.Endpoints;

/// <summary>The body of a change: what is absent stays.</summary>
/// <param name="Name">A new name.</param>
/// <param name="Connection">A new warehouse.</param>
/// <param name="Settings">New settings, whole.</param>
/// <param name="Refresh">Whether the data has changed.</param>
internal sealed record ProjectChange(string? Name, WarehouseConnection? Connection, ProjectSettings? Settings, bool Refresh);

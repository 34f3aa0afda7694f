using System.Text.Json;
using System.Text.Json.Serialization;
using Vitrine.Projects.Connections;

namespace Vitrine.Projects.Endpoints;

/// <summary>The body that makes a project.</summary>
/// <param name="Name">What people read.</param>
/// <param name="Connection">How its data is reached.</param>
/// <param name="Slug">Its name in addresses; made from the name when absent.</param>
/// <param name="Settings">Settings by name; the others have their defaults.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NewProject(string Name, WarehouseConnection Connection, string? Slug = null, JsonElement? Settings = null);

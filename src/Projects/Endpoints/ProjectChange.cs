using System.Text.Json;
using System.Text.Json.Serialization;
using Vitrine.Projects.Connections;

namespace Vitrine.Projects.Endpoints;

/// <summary>The body of a change: what is absent stays.</summary>
/// <param name="Name">A new name.</param>
/// <param name="Connection">A new warehouse.</param>
/// <param name="Settings">Settings by name: what is absent stays, null is the default again.</param>
/// <param name="Refresh">Whether the data has changed.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ProjectChange(string? Name, WarehouseConnection? Connection, JsonElement? Settings, bool Refresh);

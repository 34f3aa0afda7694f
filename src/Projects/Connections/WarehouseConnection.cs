using System.Text.Json.Serialization;

namespace Vitrine.Projects.Connections;

/// <summary>How a project's data is reached. Set by an administrator.</summary>
/// <param name="Kind">The kind of warehouse: <c>duckdb</c>.</param>
/// <param name="File">For DuckDB the database file on the server.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record WarehouseConnection(string Kind, string File);

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vitrine.Agents;

/// <summary>Enumerations in answers and events: their names in camelCase, never numbers.</summary>
internal sealed class WireEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;

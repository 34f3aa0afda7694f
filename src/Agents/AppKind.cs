using System.Text.Json.Serialization;

namespace Vitrine.Agents;

/// <summary>What an app is to look like; chosen with its first prompt.</summary>
[JsonConverter(typeof(WireEnumConverter<AppKind>))]
public enum AppKind
{
    /// <summary>Numbers and charts on a page, with filters.</summary>
    Dashboard = 0,

    /// <summary>One thought per slide, to be shown.</summary>
    Slides = 1,

    /// <summary>Pages to be printed.</summary>
    Report = 2,

    /// <summary>Whatever the prompt asks for.</summary>
    Custom = 3,
}

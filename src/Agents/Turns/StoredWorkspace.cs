using System.Text.Json;

namespace Vitrine.Agents.Turns;

/// <summary>The files of a turn that holds no sandbox, and what a version of them would record.</summary>
/// <param name="Source">The hash under which the files are stored.</param>
/// <param name="HasChanges">Whether they differ from what the turn started from.</param>
/// <param name="Contracts">The text of <c>src/queries.yml</c>.</param>
/// <param name="TemplateVersion">The template in use.</param>
/// <param name="SemanticHash">The semantic layer in use.</param>
internal sealed record StoredWorkspace(string Source, bool HasChanges, string Contracts, string TemplateVersion, string SemanticHash)
{
    public static StoredWorkspace? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<StoredWorkspace>(json, JsonSerializerOptions.Web);

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}

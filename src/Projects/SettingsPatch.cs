using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Primitives;

namespace Vitrine.Projects;

/// <summary>Settings by name over those that are there (RFC 7396): what is absent stays, null is the default again.</summary>
internal static class SettingsPatch
{
    /// <exception cref="RefusalException"><c>request.unknown-member</c> or <c>request.bad-member</c>, naming the setting.</exception>
    public static ProjectSettings Apply(JsonElement patch, ProjectSettings present)
    {
        if (patch.ValueKind != JsonValueKind.Object) throw Bad("settings", "an object");
        var (members, defaults) = (Members(present), Members(new ProjectSettings()));
        foreach (var change in patch.EnumerateObject())
        {
            var name = members.Select(member => member.Key).FirstOrDefault(known => known.Equals(change.Name, StringComparison.OrdinalIgnoreCase))
                ?? throw new RefusalException("request.unknown-member", $"There is no setting '{change.Name}'; there are {string.Join(", ", members.Select(member => member.Key))}.");
            members[name] = change.Value.ValueKind == JsonValueKind.Null ? defaults[name]?.DeepClone() : JsonNode.Parse(change.Value.GetRawText());
            Read(members, name);
        }

        return ProjectJson.ReadSettings(members.ToJsonString());
    }

    private static JsonObject Members(ProjectSettings settings) => JsonNode.Parse(ProjectJson.Write(settings))!.AsObject();

    private static void Read(JsonObject members, string changed)
    {
        try
        {
            ProjectJson.ReadSettings(members.ToJsonString());
        }
        catch (JsonException)
        {
            throw Bad(changed, "a value as the setting has it when it is read");
        }
    }

    private static RefusalException Bad(string name, string form) => new("request.bad-member", $"'{name}' has to be {form}.");
}

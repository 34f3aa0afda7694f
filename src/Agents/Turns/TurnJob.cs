using System.Text.Json;

namespace Vitrine.Agents.Turns;

/// <summary>What the job of a turn carries.</summary>
/// <param name="TurnId">The turn.</param>
internal sealed record TurnJob(Guid TurnId)
{
    public static TurnJob Parse(string json) => JsonSerializer.Deserialize<TurnJob>(json, JsonSerializerOptions.Web) ?? throw new JsonException("The job of a turn is empty.");

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}

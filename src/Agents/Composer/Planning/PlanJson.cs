using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>Plans as they are stored.</summary>
internal static class PlanJson
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Default,
        IgnoreReadOnlyProperties = true,
    };

    public static string Write(AppPlan plan) => JsonSerializer.Serialize(plan, Form);

    /// <summary>A plan of ours, or null: another agent made it, or another form of the product did.</summary>
    public static AppPlan? Read(string? json)
    {
        if (json is null) return null;
        try
        {
            return JsonSerializer.Deserialize<AppPlan>(json, Form) is { Form: AppPlan.CurrentForm, Pages.Count: > 0 } plan ? plan : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Text.Json;
using Vitrine.Storage;

namespace Vitrine.Access.People;

/// <summary>A row of <c>user_attributes</c>: a name, and the values of those who have none of their own.</summary>
internal sealed class AttributeRow : IOrganizationRow
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required string Name { get; init; }

    public string? Description { get; set; }

    /// <summary>A JSON list of texts, or null: then a person without a value has none, and rules that name it refuse.</summary>
    public string? DefaultValues { get; set; }

    public static IReadOnlyList<string> Read(string json) => JsonSerializer.Deserialize<List<string>>(json) ?? [];

    public static string Write(IEnumerable<string> values) => JsonSerializer.Serialize(values);
}

using System.Security.Cryptography;
using System.Text.Json;

namespace Vitrine.Access;

/// <summary>The person on whose behalf something is done, as they are at this moment. There is no anonymous one.</summary>
public sealed record Principal
{
    /// <summary>The person.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>Their organization.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>As they wrote it.</summary>
    public required string Email { get; init; }

    /// <summary>As they are called.</summary>
    public required string Name { get; init; }

    /// <summary>Their role in the organization.</summary>
    public OrganizationRole Role { get; init; }

    /// <summary>Their roles in projects, of their own or by a group; the highest where there are several.</summary>
    public IReadOnlyDictionary<Guid, ProjectRole> ProjectRoles { get; init; } = new Dictionary<Guid, ProjectRole>();

    /// <summary>The groups that they are in.</summary>
    public IReadOnlyList<Guid> Groups { get; init; } = [];

    /// <summary>Values of user attributes, by name: their own, else the attribute's default. Row rules are written against them.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; init; }

    /// <summary>
    /// Equal for people with equal attribute values: what was made with one person's data (a screenshot, an event) is shown only to people with the same one.
    /// </summary>
    public string AttributesFingerprint
    {
        get
        {
            var values = Attributes
                .OrderBy(attribute => attribute.Key, StringComparer.Ordinal)
                .Select(attribute => new KeyValuePair<string, string[]>(attribute.Key, [.. attribute.Value.Order(StringComparer.Ordinal)]));
            return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(values)));
        }
    }

    /// <summary>The role in a project, of the organization or of the project, whichever is higher; null when the project is not theirs to know.</summary>
    public ProjectRole? RoleIn(Guid projectId)
    {
        var role = Math.Max((int)Role, ProjectRoles.TryGetValue(projectId, out var own) ? (int)own : 0);
        return role == 0 ? null : (ProjectRole)role;
    }
}

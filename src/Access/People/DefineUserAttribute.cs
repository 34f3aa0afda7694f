using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Vitrine.Access.Audit;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Access.People;

/// <summary>Defines a user attribute, or changes its description and default.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "It defines a user attribute; it is none of .NET's.")]
public sealed class DefineUserAttribute(IDbContextFactory<VitrineDatabase> databases, AccessGuard guard, AuditBook audit, TimeProvider clock)
{
    /// <summary>What is defined.</summary>
    /// <param name="Name">Letters, digits and underscores.</param>
    /// <param name="Description">For administrators.</param>
    /// <param name="DefaultValues">The values of people who have none of their own; null leaves them without, and rules that name it refuse.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record Request(string Name, string? Description = null, IReadOnlyList<string>? DefaultValues = null);

    /// <summary>Defines it, or refuses.</summary>
    public async Task HandleAsync(Request request, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(principal);
        await guard.RequireAsync(principal, AccessAction.ManagePeople, new OrganizationSubject(principal.OrganizationId), cancellationToken);
        AttributeRules.CheckName(request.Name);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var row = await database.Set<AttributeRow>().FirstOrDefaultAsync(attribute => attribute.Name == request.Name, cancellationToken);
        if (row is null)
        {
            row = new AttributeRow { Id = EntityId.New(clock), OrganizationId = principal.OrganizationId, Name = request.Name };
            database.Add(row);
        }

        row.Description = request.Description;
        row.DefaultValues = request.DefaultValues is null ? null : AttributeRow.Write(request.DefaultValues);
        await database.SaveChangesAsync(cancellationToken);
        await audit.RecordAsync(principal, "define:Attribute", "Attribute", row.Id, true, cancellationToken);
    }
}

using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>Changes what people read of an app: its name and its description. Its slug, and so its address, stays.</summary>
public sealed class ChangeApp
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly AppAccess access;
    private readonly TimeProvider clock;

    internal ChangeApp(IDbContextFactory<VitrineDatabase> databases, AppAccess access, TimeProvider clock)
    {
        this.databases = databases;
        this.access = access;
        this.clock = clock;
    }

    /// <summary>The most characters of a description: two sentences, which a list still shows.</summary>
    public static int LongestDescription => AppRules.LongestDescription;

    /// <summary>What is to change.</summary>
    /// <param name="Name">1 to 200 characters; null to leave it.</param>
    /// <param name="Description">At most 300 characters; empty for none, null to leave it.</param>
    public sealed record Request(string? Name = null, string? Description = null);

    /// <summary>Changes it, or refuses.</summary>
    public async Task HandleAsync(Guid appId, Request request, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(principal);
        if (request is { Name: null, Description: null }) throw new RefusalException("apps.nothing-to-change", "Nothing is to change. Give 'name', 'description' or both.");
        if (request.Name is not null) AppRules.CheckName(request.Name);
        if (request.Description is not null) AppRules.CheckDescription(request.Description);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var app = await access.RequireAsync(database, appId, AccessAction.ManageDataApp, principal, cancellationToken);
        app.Name = request.Name?.Trim() ?? app.Name;
        if (request.Description is { } description) app.Description = description.Trim() is { Length: > 0 } said ? said : null;
        app.ChangedAt = clock.GetUtcNow();
        await database.SaveChangesAsync(cancellationToken);
    }
}

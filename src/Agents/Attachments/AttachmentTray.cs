using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Agents.Attachments;

/// <summary>What people have attached and not sent yet, and how it goes along with a prompt.</summary>
internal sealed class AttachmentTray(IDbContextFactory<VitrineDatabase> databases, IObjectStore objects, TimeProvider clock)
{
    /// <summary>Attachments of one prompt, at most.</summary>
    public const int MostOfOne = 4;

    // Two prompts in the making and some that were forgotten; beyond them, the oldest goes.
    private const int MostOfPerson = 12;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Keeps it for its person until it is sent.</summary>
    public async Task<AttachmentRow> AddAsync(Guid projectId, IAttachmentKind kind, string name, AttachmentContent content, Principal person, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var row = new AttachmentRow
        {
            Id = EntityId.New(clock),
            OrganizationId = person.OrganizationId,
            ProjectId = projectId,
            PersonId = person.PersonId,
            Kind = kind.Name,
            Name = name,
            MediaType = content.MediaType,
            Width = content.Width,
            Height = content.Height,
            Content = content.Bytes.ToArray(),
            Expires = now + Kept,
        };
        await using var database = await databases.OpenAsync(person.OrganizationId, cancellationToken);
        var old = await Of(database, person).OrderByDescending(one => one.Id).Skip(MostOfPerson - 1).Select(one => one.Id).ToListAsync(cancellationToken);
        if (old.Count > 0) await Of(database, person).Where(one => old.Contains(one.Id)).ExecuteDeleteAsync(cancellationToken);
        database.Add(row);
        await database.SaveChangesAsync(cancellationToken);
        return row;
    }

    /// <summary>One that this person has not sent yet; 404 for everybody else.</summary>
    public async Task<AttachmentRow> RequireAsync(Guid id, Principal person, CancellationToken cancellationToken)
    {
        await using var database = await databases.OpenAsync(person.OrganizationId, cancellationToken);
        var now = clock.GetUtcNow();
        return await Of(database, person).AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.Expires > now, cancellationToken) ?? throw AccessGuard.NotFound();
    }

    /// <summary>Takes it back; false when this person had none such.</summary>
    public async Task<bool> RemoveAsync(Guid id, Principal person, CancellationToken cancellationToken)
    {
        await using var database = await databases.OpenAsync(person.OrganizationId, cancellationToken);
        return await Of(database, person).Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken) > 0;
    }

    /// <summary>What a prompt takes along, in its order; the contents are in the object store when this returns. The prompt's own transaction then calls <see cref="SpendAsync"/>.</summary>
    public async Task<IReadOnlyList<Attachment>> StoreAsync(IReadOnlyList<Guid> ids, Guid projectId, Principal person, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return [];
        if (ids.Count > MostOfOne) throw new RefusalException("attachments.too-many", $"A prompt takes at most {MostOfOne} attachments. Leave some out.");
        await using var database = await databases.OpenAsync(person.OrganizationId, cancellationToken);
        var now = clock.GetUtcNow();
        var rows = await Of(database, person).AsNoTracking().Where(row => ids.Contains(row.Id) && row.ProjectId == projectId && row.Expires > now).ToListAsync(cancellationToken);
        // Twice the same is one too many as well.
        if (rows.Count != ids.Count) throw Gone();
        var stored = new List<Attachment>();
        foreach (var row in rows.OrderBy(row => ids.ToList().IndexOf(row.Id)))
            stored.Add(new Attachment(row.Kind, row.Name, (await objects.PutAsync(row.Content, cancellationToken)).Hex, row.MediaType, row.Width, row.Height, row.Content.Length));
        return stored;
    }

    /// <summary>Takes them from the tray, in the transaction of the turn that has them now; refuses when somebody else's prompt, or the same one sent twice, was faster.</summary>
    public static async Task SpendAsync(VitrineDatabase database, IReadOnlyList<Guid> ids, Principal person, CancellationToken cancellationToken)
    {
        if (ids.Count > 0 && await Of(database, person).Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken) != ids.Count) throw Gone();
    }

    /// <summary>Deletes what nobody sent in time.</summary>
    public async Task<int> ExpireAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return await database.Set<AttachmentRow>().Where(row => row.Expires <= now).ExecuteDeleteAsync(cancellationToken);
    }

    private static IQueryable<AttachmentRow> Of(VitrineDatabase database, Principal person)
        => database.Set<AttachmentRow>().Where(row => row.OrganizationId == person.OrganizationId && row.PersonId == person.PersonId);

    private static RefusalException Gone()
        => new("attachments.not-found", "An attachment of this prompt is not there: it was sent already, taken back, or lay for more than a day. Attach it again.", RefusalKind.NotFound);
}

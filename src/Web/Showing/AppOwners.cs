using Vitrine.Access;
using Vitrine.Access.People;
using Vitrine.Apps;

namespace Vitrine.Web.Showing;

/// <summary>Whose the personal apps in a list are: administrators see those of others beside their own.</summary>
internal sealed class AppOwners(ListPeople people, AccessPolicy policy)
{
    /// <summary>Names of the owners other than this person, by id; none where they may not know of people.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<AppRecord> apps, Principal me, CancellationToken cancellationToken)
    {
        var others = apps.Where(app => app.SpaceId is null && app.OwnerId != me.PersonId).Select(app => app.OwnerId).ToHashSet();
        if (others.Count == 0 || !policy.Decide(me, AccessAction.ViewPeople, new OrganizationSubject(me.OrganizationId)).IsAllowed) return new Dictionary<Guid, string>();
        return (await people.HandleAsync(me, cancellationToken)).Where(person => others.Contains(person.Id)).ToDictionary(person => person.Id, person => person.Name);
    }

    /// <summary>How a list says where a personal app is.</summary>
    public static string PlaceOf(AppRecord app, Principal me, IReadOnlyDictionary<Guid, string> names)
        => app.OwnerId == me.PersonId ? "Personal" : names.TryGetValue(app.OwnerId, out var name) ? $"{name}’s" : "Somebody else’s";
}

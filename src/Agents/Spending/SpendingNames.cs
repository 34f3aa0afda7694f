using Vitrine.Access;
using Vitrine.Access.People;
using Vitrine.Apps;
using Vitrine.Projects;

namespace Vitrine.Agents.Spending;

/// <summary>How what money was spent on is called; what is not there any more has no name.</summary>
public sealed record SpendingNames(IReadOnlyDictionary<Guid, string> Projects, IReadOnlyDictionary<Guid, string> People, IReadOnlyDictionary<Guid, string> Apps)
{
    internal static async Task<SpendingNames> ReadAsync(ListProjects projects, ListPeople people, ListApps apps, Principal principal, CancellationToken cancellationToken)
    {
        var known = await projects.HandleAsync(principal, cancellationToken);
        var names = new Dictionary<Guid, string>();
        foreach (var project in known)
        {
            foreach (var app in await apps.HandleAsync(project.Id, principal, cancellationToken)) names[app.Id] = app.Name;
        }

        return new SpendingNames(known.ToDictionary(project => project.Id, project => project.Name), (await people.HandleAsync(principal, cancellationToken)).ToDictionary(person => person.Id, person => person.Name), names);
    }
}

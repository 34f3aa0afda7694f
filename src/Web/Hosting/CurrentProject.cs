using Vitrine.Access;
using Vitrine.Projects;

namespace Vitrine.Web.Hosting;

/// <summary>The project that somebody is in: the one of the address, else the last one, else the first.</summary>
internal sealed class CurrentProject(ListProjects projects, ICurrentPrincipal current)
{
    private IReadOnlyList<ProjectRecord>? all;
    private string? last;

    /// <summary>The projects that this person may see, the oldest first.</summary>
    public async Task<IReadOnlyList<ProjectRecord>> ListAsync(CancellationToken cancellationToken)
        => all ??= [.. (await projects.HandleAsync(current.Require(), cancellationToken)).OrderBy(project => project.CreatedAt)];

    /// <summary>The project for an address such as <c>p/shop/apps</c>; null when there is none.</summary>
    public async Task<ProjectRecord?> FindAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(path);
        var known = await ListAsync(cancellationToken);
        var parts = path.Split(['/', '?', '#']);
        if (parts is ["p", var slug, ..]) last = slug;
        return known.FirstOrDefault(project => project.Slug == last) ?? (known is [var first, ..] ? first : null);
    }

    /// <summary>Forgets the list, after a change.</summary>
    public void Forget() => all = null;
}

using Vitrine.Access;
using Vitrine.Apps;

namespace Vitrine.Web.Showing;

/// <summary>Finds versions for people who may edit their app; for others there are none.</summary>
internal sealed class EditedVersion(FindApp apps, ServableVersion versions, ICurrentPrincipal current)
{
    public async Task<VersionRecord> FindAsync(string app, int number, CancellationToken cancellationToken)
    {
        var record = await apps.HandleAsync(app, current.Require(), cancellationToken);
        if (!record.MayEdit) throw AccessGuard.NotFound();
        return await versions.HandleAsync(record.Id, number, current.Require(), cancellationToken);
    }
}

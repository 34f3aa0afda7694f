using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Vitrine.Access;
using Vitrine.Agents.Turns;
using Vitrine.Builds.Workspaces;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Integration.Agents;

/// <summary>Builds that are looked at while their turn is at work.</summary>
public abstract partial class TurnSpecification
{
    [Fact]
    public async Task A_build_is_there_while_it_is_checked_for_whoever_prompted_and_for_nobody_else()
    {
        points.Hold("bench");
        var turn = await PromptNewAsync("write src/App.tsx PREVIEW\nfinish Done.");
        await points.ReachedAsync("bench", Stop);
        var bundle = await BundleAsync(turn);
        Assert.Equal(TurnState.Checking, (await FindAsync(turn)).State);

        var build = await host.Get<FindBuild>().HandleAsync(turn.Id, bundle, editor, Stop);
        Assert.Equal((turn.AppId, bundle), (build.AppId, build.Bundle.Hex));
        Assert.Equal("PREVIEW", (await host.Get<SourceStore>().FindAsync(build.Source, Stop))!.Files["src/App.tsx"]);

        // An administrator may edit the app and sees its turns; the builds are their author's alone.
        Assert.Equal(turn.Id, (await host.Get<FindTurn>().HandleAsync(turn.Id, admin, Stop)).Id);
        var another = await PromptNewAsync("finish Nothing.");
        Assert.Equal(RefusalKind.NotFound, await RefusedAsync(turn.Id, bundle, admin));
        Assert.Equal(RefusalKind.NotFound, await RefusedAsync(turn.Id, bundle, await PersonAsync("vi@example.com", OrganizationRole.Viewer)));
        Assert.Equal(RefusalKind.NotFound, await RefusedAsync(another.Id, bundle, editor));
        Assert.Equal(RefusalKind.NotFound, await RefusedAsync(turn.Id, new string('0', 64), editor));
        Assert.Equal(RefusalKind.NotFound, await RefusedAsync(turn.Id, "..", editor));
        points.Open("bench");
        await EndAsync(turn);

        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var later = new FindBuild(host.Get<IDbContextFactory<VitrineDatabase>>(), host.Get<TurnAccess>(), clock);
        Assert.Equal(bundle, (await later.HandleAsync(turn.Id, bundle, editor, Stop)).Bundle.Hex);
        clock.Advance(FindBuild.Grace);
        Assert.Equal(RefusalKind.NotFound, (await Assert.ThrowsAsync<RefusalException>(() => later.HandleAsync(turn.Id, bundle, editor, Stop))).Kind);
    }

    private async Task<RefusalKind> RefusedAsync(Guid turn, string bundle, Principal who)
        => (await Assert.ThrowsAsync<RefusalException>(() => host.Get<FindBuild>().HandleAsync(turn, bundle, who, Stop))).Kind;

    private async Task<string> BundleAsync(TurnRecord turn)
    {
        await foreach (var entry in host.Get<FollowTurn>().HandleAsync(turn.Id, 0, editor, Stop))
        {
            if (entry.Kind == TurnEventKinds.Preview) return entry.Data.GetProperty("bundle").GetString()!;
        }

        throw new InvalidOperationException("The turn has ended without a build.");
    }
}

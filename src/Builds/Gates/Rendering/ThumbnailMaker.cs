using Vitrine.Browsers;

namespace Vitrine.Builds.Gates.Rendering;

/// <summary>Makes the picture of an app that stands in lists. Everybody sees it, so its rows are made up, and it says so.</summary>
internal static class ThumbnailMaker
{
    /// <summary>A PNG of the top of the app, 1280 by 800 pixels, or null when none could be made: a list then shows the app's initials.</summary>
    public static async Task<ReadOnlyMemory<byte>?> MakeAsync(GateStage stage, GateScene scene, CancellationToken cancellationToken)
    {
        var synthetic = scene with { Answers = new SyntheticAnswers(scene.Answers), IsSynthetic = true };
        await using var page = await stage.OpenAsync(synthetic, new BrowserView(1280, 800), cancellationToken);
        if (!await page.SettleAsync(0, GateStage.LoadPatience) || await page.EndedAsync() is not null) return null;
        return await page.ShootAsync(isWhole: false) is { } png ? png : null;
    }
}

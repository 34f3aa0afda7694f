using Vitrine.Serving.Documents;

namespace Vitrine.Serving.Frames;

/// <summary>What the page has to know to show one version: the host script takes it as JSON or as data attributes.</summary>
/// <param name="RunUrl">The document's address; for one load, within minutes.</param>
/// <param name="AppName">The app's name.</param>
/// <param name="Version">The version's number.</param>
/// <param name="TimeZone">The project's time zone.</param>
/// <param name="Prefetch">Questions to ask while the frame starts.</param>
public sealed record FrameDescription(string RunUrl, string AppName, int Version, string TimeZone, IReadOnlyList<PrefetchQuestion> Prefetch);

namespace Vitrine.Serving.Frames;

/// <summary>What a frame token says: one version's document, and nothing about who looks at it.</summary>
/// <param name="AppId">The app.</param>
/// <param name="VersionNumber">The version of it; 0 for a build of a turn that is at work.</param>
/// <param name="Bundle">The bundle manifest of that version.</param>
public sealed record FrameTicket(Guid AppId, int VersionNumber, string Bundle);

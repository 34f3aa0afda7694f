using Vitrine.Builds.Register;
using Vitrine.Sandboxes;
using Vitrine.Storage;

namespace Vitrine.Builds.Workspaces;

/// <summary>A sandbox that was paused at the end of a turn and waits for its app's next one.</summary>
/// <param name="SandboxId">The provider's id.</param>
/// <param name="Owner">Whose turn it was; project and app are set.</param>
/// <param name="Entry">How the register knows it.</param>
/// <param name="Source">The files of the app in it: it is of use to a turn that starts from the same ones.</param>
internal sealed record PausedWorkspace(string SandboxId, SandboxOwner Owner, SandboxEntry Entry, BlobHash Source);

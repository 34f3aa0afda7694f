using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Builds.Workspaces;

namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>Where a turn was when its last server left it.</summary>
/// <param name="CallId">The last call that was answered.</param>
/// <param name="Messages">Everything that was said in it, and before it.</param>
/// <param name="Answer">Its answer.</param>
/// <param name="Results">What its tools answered, as far as they have been called; null when that is not known.</param>
/// <param name="Files">The files after that, or after the last call before whose results are known; null when nothing was settled yet.</param>
/// <param name="Memory">What the tools have counted by then.</param>
internal sealed record ModelRecall(Guid CallId, IReadOnlyList<ModelMessage> Messages, ModelAnswer Answer, ModelMessage? Results, AppSource? Files, ToolMemory Memory);

using Vitrine.Builds.Gates;

namespace Vitrine.Agents.Tools.Fixing;

/// <summary>Mends one kind of slip that has only one remedy, so that no language model has to be asked for it.</summary>
internal interface ISourceFixer
{
    /// <summary>The text mended, and what was done, or null when there is nothing of its kind. It has to be right or leave it: what is only likely is for the model to decide.</summary>
    (string Text, string Note)? Mend(string path, string text, IReadOnlyList<GateDiagnostic> findings, IReadOnlyDictionary<string, string> exports);
}

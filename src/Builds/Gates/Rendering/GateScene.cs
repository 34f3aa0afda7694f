using Vitrine.Serving.Documents;

namespace Vitrine.Builds.Gates.Rendering;

/// <summary>What is shown in the browser of a gate: the very document that will be served, and who answers its questions.</summary>
/// <param name="Document">The bytes that viewers will get.</param>
/// <param name="Title">The app's name.</param>
/// <param name="TimeZone">The project's time zone.</param>
/// <param name="Answers">Answers what the app asks.</param>
/// <param name="IsSynthetic">Whether the rows are made up: the page then says so.</param>
internal sealed record GateScene(AssembledDocument Document, string Title, string TimeZone, IGateAnswers Answers, bool IsSynthetic = false);

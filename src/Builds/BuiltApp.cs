using Vitrine.Serving.Documents;

namespace Vitrine.Builds;

/// <summary>A build that no gate after it has judged yet.</summary>
/// <param name="Bundle">What came out of the sandbox.</param>
/// <param name="Document">The document that is gated and would be served.</param>
public sealed record BuiltApp(AppBundle Bundle, AssembledDocument Document);

using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>How a widget is cut by time.</summary>
/// <param name="Field">The dimension that is cut.</param>
/// <param name="Grain">How, when the app opens.</param>
/// <param name="Choices">The dimensions that the viewer may switch among, by grain; the chosen one first.</param>
internal sealed record PlanTime(string Field, TimeUnit Grain, IReadOnlyList<string> Choices);

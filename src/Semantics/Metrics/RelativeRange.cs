using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Metrics;

/// <summary>What a filter over time means as of now.</summary>
public static class RelativeRange
{
    /// <summary>The half-open range from the first instant to before the second, in the context's zone.</summary>
    /// <param name="rule">A filter with inBetween, inThePast, inTheNext, inTheCurrent or equals.</param>
    /// <param name="type">Date or timestamp.</param>
    /// <param name="context">Zone, week start and the present.</param>
    public static (DateTimeOffset From, DateTimeOffset To) Resolve(FilterRule rule, FieldType type, CompilationContext context)
        => throw new NotSupportedException($"{rule} {type} {context}");
}

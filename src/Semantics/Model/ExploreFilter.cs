using Vitrine.Semantics.Metrics;

namespace Vitrine.Semantics.Model;

/// <summary>A filter that an explore brings with it.</summary>
/// <param name="Field">What is filtered.</param>
/// <param name="Rule">The filter as the explore suggests it.</param>
public sealed record ExploreFilter(FieldReference Field, FilterRule Rule);

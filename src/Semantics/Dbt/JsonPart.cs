namespace Vitrine.Semantics.Dbt;

/// <summary>A member of an object in a large JSON file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where its value stands in the file.</param>
internal sealed record JsonPart(string Name, Range Place);

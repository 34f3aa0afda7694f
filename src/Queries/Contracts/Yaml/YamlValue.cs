namespace Vitrine.Queries.Contracts.Yaml;

/// <summary>A value of the file with its place. Scalars stay text: what they mean is decided by the key or the field they stand at.</summary>
internal abstract record YamlValue(SourceSpot Spot)
{
    /// <summary>How a message calls this kind of value.</summary>
    public abstract string Kind { get; }

    internal sealed record Scalar(SourceSpot Spot, string Text, bool IsPlain) : YamlValue(Spot)
    {
        public override string Kind => IsNull ? "nothing" : "a single value";

        /// <summary>Whether nothing was written. A quoted "null" is text.</summary>
        public bool IsNull => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";
    }

    internal sealed record Sequence(SourceSpot Spot, IReadOnlyList<YamlValue> Items) : YamlValue(Spot)
    {
        public override string Kind => "a list";
    }

    internal sealed record Mapping(SourceSpot Spot, IReadOnlyList<YamlEntry> Entries) : YamlValue(Spot)
    {
        public override string Kind => "a mapping";
    }
}

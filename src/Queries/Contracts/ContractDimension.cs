namespace Vitrine.Queries.Contracts;

/// <summary>One entry under <c>dimensions</c>: a field, or a slot among whose fields the app chooses.</summary>
public abstract record ContractDimension
{
    private ContractDimension()
    {
    }

    /// <summary>Where it stands.</summary>
    public abstract SourceSpot Spot { get; }

    /// <summary>A field that always stands.</summary>
    /// <param name="Mention">The field.</param>
    public sealed record Fixed(FieldMention Mention) : ContractDimension
    {
        /// <inheritdoc/>
        public override SourceSpot Spot => Mention.Spot;
    }

    /// <summary>A choice.</summary>
    /// <param name="Name">The slot's name: an argument of the contract and, for a single choice, the key of its column.</param>
    /// <param name="OneOf">The fields on offer; the first is the default. Never empty.</param>
    /// <param name="Many">How many may be chosen, or null for exactly one.</param>
    /// <param name="Place">Where the slot stands.</param>
    public sealed record Slot(string Name, IReadOnlyList<FieldMention> OneOf, int? Many, SourceSpot Place) : ContractDimension
    {
        /// <inheritdoc/>
        public override SourceSpot Spot => Place;
    }
}

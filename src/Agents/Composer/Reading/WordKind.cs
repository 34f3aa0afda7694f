namespace Vitrine.Agents.Composer.Reading;

/// <summary>What a piece of a prompt is.</summary>
internal enum WordKind
{
    Word,
    Number,
    Date,
    Quoted,
    Mark,
}

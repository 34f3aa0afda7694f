namespace Vitrine.Agents.Spending;

/// <summary>What a turn is expected to cost, in US dollars.</summary>
/// <param name="Usual">Half of the turns like it cost less.</param>
/// <param name="UpTo">Four of five turns like it cost less. So much is reserved for it where there is room.</param>
/// <param name="Turns">Over how many turns that is known; 0 when there are too few and a default stands in.</param>
/// <param name="Spent">What the turn has cost already, which is not in the others; 0 before it begins.</param>
public sealed record TurnEstimate(decimal Usual, decimal UpTo, int Turns, decimal Spent = 0);

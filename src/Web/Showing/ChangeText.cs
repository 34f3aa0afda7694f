using Vitrine.Semantics.Changes;

namespace Vitrine.Web.Showing;

/// <summary>A difference between two semantic layers in words.</summary>
internal static class ChangeText
{
    private const int MostExplores = 3;

    public static string Of(LayerChange change)
    {
        var explores = string.Join(", ", change.Explores.Take(MostExplores)) + (change.Explores.Count > MostExplores ? $" and {change.Explores.Count - MostExplores} more" : "");
        return change.Kind switch
        {
            LayerChangeKind.ExploreAdded => $"explore {explores}",
            LayerChangeKind.ExploreRemoved => $"explore {explores}",
            LayerChangeKind.FieldAdded => $"{change.Field}, {change.After}, in {explores}",
            LayerChangeKind.FieldRemoved => $"{change.Field}, {change.Before}, from {explores}",
            LayerChangeKind.TypeChanged => $"{change.Field}: {change.Before} → {change.After}, in {explores}",
            _ => throw new InvalidOperationException($"Unknown change {change.Kind}."),
        };
    }
}

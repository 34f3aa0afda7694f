using Vitrine.Builds.Gates.Rendering;

namespace Vitrine.Builds.Gates;

/// <summary>axe finds no serious violation, in the light and in the dark theme. It looks at the page that the render gate has open: a second one would cost as much again as all of axe's work.</summary>
internal sealed class AccessibilityGate(GateStage stage) : IGate
{
    public string Name => AxeCheck.Gate;

    public IReadOnlyList<string> Needs => ["build"];

    public Task<GateVerdict> RunAsync(GateInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        return stage.RunAsync(Name, "Accessibility was not checked", () => input.Accessibility.WaitAsync(cancellationToken));
    }
}

using System.Reflection;

namespace Vitrine.Builds.Gates.Rendering;

/// <summary>The scripts that gates put into pages.</summary>
internal static class GateScripts
{
    /// <summary>Mounts the app in the gate's page.</summary>
    public static string Gate { get; } = Read("gate.js");

    /// <summary>Looks at the app from within its frame.</summary>
    public static string Probe { get; } = Read("probe.js");

    /// <summary>Asks axe, which has to be there.</summary>
    public static string AxeRun { get; } = Read("axe-run.js");

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("gate-scripts/" + name) ?? throw new InvalidOperationException($"The script {name} is not embedded.");
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        // A leading comment would make the browser take the function for an expression of another kind.
        return text.StartsWith("//", StringComparison.Ordinal) ? text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..] : text;
    }
}

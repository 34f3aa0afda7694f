namespace Vitrine.Integration.Sandboxes.Attacks;

/// <summary>A program under <c>tests/data/attacks</c> that wants more from a sandbox than it was given.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Tries">What it tries, as its first line says.</param>
/// <param name="StoppedBy">The layers that stop it, as its second line says.</param>
/// <param name="Script">What runs in the sandbox.</param>
internal sealed record HostileProgram(string Name, string Tries, string StoppedBy, string Script)
{
    private const string First = "// ", Second = "// Stopped by: ", Prelude = "prelude";

    /// <summary>All of them by name.</summary>
    public static IReadOnlyDictionary<string, HostileProgram> All { get; } = Directory.EnumerateFiles(TestData.File("attacks"), "*.cjs").Where(file => Path.GetFileNameWithoutExtension(file) != Prelude)
        .Select(Read).OrderBy(program => program.Name, StringComparer.Ordinal).ToDictionary(program => program.Name);

    private static HostileProgram Read(string file)
    {
        var text = File.ReadAllText(file);
        var lines = text.Split('\n');
        if (!lines[0].StartsWith(First, StringComparison.Ordinal) || !lines[1].StartsWith(Second, StringComparison.Ordinal)) throw new InvalidDataException($"{file} does not say what it tries and what stops it.");
        return new HostileProgram(Path.GetFileNameWithoutExtension(file), lines[0][First.Length..].Trim(), lines[1][Second.Length..].Trim(), File.ReadAllText(TestData.File("attacks", Prelude + ".cjs")) + text);
    }
}

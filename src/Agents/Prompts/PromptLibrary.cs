using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Vitrine.Agents.Clarifying;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Agents.Naming;
using Vitrine.Agents.Tools;
using Vitrine.Semantics.Searching;

namespace Vitrine.Agents.Prompts;

/// <summary>The texts that language models are told: files of this folder, kept in the program and versioned by what stands in them.</summary>
internal static class PromptLibrary
{
    // About 4,000 tokens: the whole of a small catalog, and of a large one the names of its explores.
    private const int LongestDigest = 12_000;

    private static readonly Lazy<string> CoreText = new(() => Read("core.md"));
    private static readonly Lazy<string> ClarifyText = new(() => Read("clarify.md"));
    private static readonly Lazy<string> NamingText = new(() => Read("naming.md"));
    private static readonly Lazy<string> HashText = new(Compute);

    /// <summary>What holds for every app.</summary>
    public static string Core => CoreText.Value;

    /// <summary>What all of these texts and the descriptions of the tools are, in 16 digits; recorded with each turn.</summary>
    public static string Hash => HashText.Value;

    /// <summary>
    /// The system prompt of a turn. Its first part is the same for everybody, its second for everybody who sees the same catalog: the same bytes from call to call and from turn to turn, so that providers
    /// keep them.
    /// </summary>
    public static IReadOnlyList<string> SystemFor(AgentTask task) => [Core, CatalogFor(task, "`search_fields` and `get_explore` show the rest.")];

    /// <summary>What holds for the look at a request before anything is built.</summary>
    public static IReadOnlyList<string> ClarifyFor(AgentTask task) => [ClarifyText.Value, CatalogFor(task, "Plan with these.")];

    /// <summary>What holds for the naming of an app.</summary>
    public static IReadOnlyList<string> Naming => [NamingText.Value];

    /// <summary>A file of this folder, or one that the build put beside them.</summary>
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"prompts/{name}") ?? throw new InvalidOperationException($"There is no prompt {name} in the program.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string CatalogFor(AgentTask task, string rest)
        => $"# The catalog\n\nThe explores that this person may see, with their most important fields. {rest}\n\n{Fence.Around("catalog", CatalogDigest.Write(task.Project.ViewFor(task.Author), LongestDigest))}";

    private static string Compute()
    {
        var text = new StringBuilder(Core).Append(ClarifyText.Value).Append(NamingText.Value);
        foreach (var form in new[] { ClarifyStep.Form, NameApp.Form }) text.Append(form.Description).Append(form.InputSchema.GetRawText());
        foreach (var page in References.Pages) text.Append(References.Page(page));
        foreach (var tool in ToolList.All) text.Append(tool.Name).Append(tool.Description).Append(tool.InputSchema.GetRawText());
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}

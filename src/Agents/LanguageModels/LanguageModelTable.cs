using System.Globalization;
using Microsoft.Extensions.Configuration;
using Vitrine.Agents.LanguageModels.Providers;
using Vitrine.Primitives;

namespace Vitrine.Agents.LanguageModels;

/// <summary>
/// Which language models there are here: those that are known or configured, whose provider has its key, and that the administrator allows. Without any, the composer writes the apps.
/// </summary>
internal sealed class LanguageModelTable
{
    /// <summary>Names of the models that may be chosen, with commas; all when it is not set.</summary>
    public const string AllowVariable = "AI_ALLOWED_MODELS";

    /// <summary>The model that writes when a prompt chooses none.</summary>
    public const string DefaultVariable = "AI_DEFAULT_MODEL";

    /// <summary>Whose model that is, when no model is named.</summary>
    public const string ProviderVariable = "AI_DEFAULT_PROVIDER";

    /// <summary>The model for small questions beside the work; that of the turn when it is not set.</summary>
    public const string SmallVariable = "AI_SMALL_MODEL";

    // Prompts, tools and catalog take up to 16,000; the work is what an app's files and their checks are.
    private const int LeastRoom = 24_000;

    private readonly IReadOnlyDictionary<string, ILanguageModelProvider> providers;

    /// <summary>Reads the configuration; what is wrong in it is kept for <see cref="Problems"/> and never stops a server.</summary>
    public LanguageModelTable(IEnumerable<ILanguageModelProvider> providers, LanguageModelSettings settings, IConfiguration? configuration)
    {
        ArgumentNullException.ThrowIfNull(settings);
        this.providers = providers.ToDictionary(provider => provider.Name, StringComparer.Ordinal);
        var problems = new List<string>();
        All = [.. Merge(settings.Models, problems)];
        var allowed = Names(configuration?[AllowVariable]);
        foreach (var name in allowed.Where(name => All.All(model => model.Name != name)))
            problems.Add($"{AllowVariable} names {name}, which is no known model. {NearestName.Hint(name, All.Select(model => model.Name)) ?? "Add it under LanguageModels:Models, with its provider and prices."}");
        Choices = [.. All.Where(model => this.providers[model.Provider].Missing is null && (allowed.Count == 0 || allowed.Contains(model.Name)))];
        Default = FindDefault(configuration, problems);
        Small = FindSmall(configuration, problems);
        Problems = problems;
    }

    /// <summary>Every model of the table, usable or not.</summary>
    public IReadOnlyList<LanguageModel> All { get; }

    /// <summary>The models that a prompt may choose.</summary>
    public IReadOnlyList<LanguageModel> Choices { get; }

    /// <summary>The one that writes when a prompt chooses none; null without any.</summary>
    public LanguageModel? Default { get; }

    /// <summary>The one for small questions beside the work; null for that of the turn. Whoever runs the server chose it, so it need not be one that people may choose.</summary>
    public LanguageModel? Small { get; }

    /// <summary>What is wrong in the configuration, in sentences for whoever runs the server.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Who runs a model.</summary>
    public ILanguageModelProvider ProviderOf(LanguageModel model) => providers[model.Provider];

    private LanguageModel? FindDefault(IConfiguration? configuration, List<string> problems)
    {
        if (configuration?[DefaultVariable] is { Length: > 0 } name)
        {
            if (Choices.FirstOrDefault(model => model.Name == name) is { } chosen) return chosen;
            problems.Add($"{DefaultVariable} names {name}, which cannot be chosen here. {NearestName.Hint(name, Choices.Select(model => model.Name)) ?? "Set the key of its provider, or allow it."}");
        }

        var wanted = configuration?[ProviderVariable] is { Length: > 0 } provider ? provider : "anthropic";
        if (!providers.ContainsKey(wanted)) problems.Add($"{ProviderVariable} is {wanted}; it can be {string.Join(", ", providers.Keys)}.");
        return Choices.FirstOrDefault(model => model.Provider == wanted) ?? (Choices.Count > 0 ? Choices[0] : null);
    }

    private LanguageModel? FindSmall(IConfiguration? configuration, List<string> problems)
    {
        if (configuration?[SmallVariable] is not { Length: > 0 } name) return null;
        var usable = All.Where(model => providers[model.Provider].Missing is null).ToList();
        if (usable.FirstOrDefault(model => model.Name == name) is { } small) return small;
        problems.Add($"{SmallVariable} names {name}, which cannot be asked here. {NearestName.Hint(name, usable.Select(model => model.Name)) ?? "Set the key of its provider."}");
        return null;
    }

    private IEnumerable<LanguageModel> Merge(IReadOnlyList<LanguageModelSettings.ModelEntry> given, List<string> problems)
    {
        foreach (var entry in given.Where(IsImpossible)) problems.Add($"LanguageModels:Models has '{entry.Name}' with a price below 0, or with no tokens to read or to answer with; that line is left out.");
        List<LanguageModelSettings.ModelEntry> entries = [.. given.Where(entry => !IsImpossible(entry))];
        foreach (var model in ModelDefaults.All) yield return entries.LastOrDefault(entry => entry.Name == model.Name) is { } entry ? Checked(Merge(model, entry), problems) : model;
        foreach (var entry in entries.Where(entry => ModelDefaults.All.All(model => model.Name != entry.Name)).DistinctBy(entry => entry.Name))
        {
            if (entry is { Name.Length: > 0 and <= 120, Provider: { } provider, Input: { } input, Output: { } output } && providers.ContainsKey(provider))
            {
                var start = new LanguageModel { Name = entry.Name, Label = entry.Name, Provider = provider, Prices = new ModelPrices(input, output, input, input, entry.AsOf ?? default) };
                yield return Checked(Merge(start, entry), problems);
            }
            else
            {
                problems.Add($"LanguageModels:Models has '{entry.Name}', which is not known by itself and needs Name, Provider ({string.Join(", ", providers.Keys)}), Input and Output.");
            }
        }
    }

    private static LanguageModel Merge(LanguageModel model, LanguageModelSettings.ModelEntry entry) => model with
    {
        Label = entry.Label ?? model.Label,
        ContextWindow = entry.ContextWindow ?? model.ContextWindow,
        // Of a small window, an answer does not take all.
        MaximumOutput = entry.MaximumOutput ?? Math.Min(model.MaximumOutput, (entry.ContextWindow ?? model.ContextWindow) / 4),
        Thinks = entry.Thinks ?? model.Thinks,
        SeesPictures = entry.SeesPictures ?? model.SeesPictures,
        Prices = new ModelPrices(
            entry.Input ?? model.Prices.Input,
            entry.Output ?? model.Prices.Output,
            entry.CacheWrite ?? model.Prices.CacheWrite,
            entry.CacheRead ?? model.Prices.CacheRead,
            entry.AsOf ?? model.Prices.AsOf),
    };

    private static bool IsImpossible(LanguageModelSettings.ModelEntry entry)
        => entry is { ContextWindow: <= 0 } or { MaximumOutput: <= 0 } or { Input: < 0 } or { Output: < 0 } or { CacheWrite: < 0 } or { CacheRead: < 0 };

    // A conversation that never fits is shortened before each call, down to nothing that is of use.
    private static LanguageModel Checked(LanguageModel model, List<string> problems)
    {
        if (model.ContextWindow - model.MaximumOutput < LeastRoom)
        {
            problems.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{model.Name} has a ContextWindow of {model.ContextWindow} tokens and a MaximumOutput of {model.MaximumOutput}, which leaves less than {LeastRoom} for the prompts, the tools and the work. Set both as they are, or choose a model that reads more."));
        }

        return model;
    }

    private static List<string> Names(string? list) => [.. (list ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}

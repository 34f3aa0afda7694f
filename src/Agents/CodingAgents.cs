using Vitrine.Agents.Attachments;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Agents;

/// <summary>Who can write apps here: the language models that are set up and allowed, and the agent that needs none.</summary>
public sealed class CodingAgents
{
    private readonly ICodingAgent own;
    private readonly LanguageModelTable table;
    private readonly LanguageModelSettings settings;
    private readonly ModelClients clients;
    private readonly AttachmentKinds kinds;
    private readonly IObjectStore objects;

    internal CodingAgents(ICodingAgent own, LanguageModelTable table, LanguageModelSettings settings, ModelClients clients, AttachmentKinds kinds, IObjectStore objects)
        => (this.own, this.table, this.settings, this.clients, this.kinds, this.objects) = (own, table, settings, clients, kinds, objects);

    /// <summary>Somebody who can write.</summary>
    /// <param name="Name">As a prompt chooses it.</param>
    /// <param name="Label">What people read.</param>
    /// <param name="IsLanguageModel">Whether what it reads leaves this server.</param>
    /// <param name="SeesPictures">Whether it can see what is attached to a prompt.</param>
    public sealed record Choice(string Name, string Label, bool IsLanguageModel, bool SeesPictures);

    /// <summary>All of them, the default first, the one that needs no model last when there are models.</summary>
    public IReadOnlyList<Choice> Choices =>
    [
        .. table.Choices.OrderBy(model => model == table.Default ? 0 : 1).Select(model => new Choice(model.Name, model.Label, true, model.SeesPictures)),
        new Choice(own.Name, own.Name == "composer" ? "Composer, without a model" : own.Name, false, false),
    ];

    /// <summary>Who writes when a prompt chooses nobody.</summary>
    public string Default => table.Default?.Name ?? own.Name;

    /// <summary>Who needs no model.</summary>
    public string WithoutModel => own.Name;

    /// <summary>Who is to write, or a refusal (<c>turns.unknown-model</c>).</summary>
    internal string Choose(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return Default;
        var names = Choices.Select(choice => choice.Name).ToList();
        return names.Contains(name)
            ? name
            : throw new RefusalException("turns.unknown-model", $"There is no such model here. {NearestName.Hint(name, names) ?? $"There is {string.Join(", ", names)}."}");
    }

    /// <summary>Refuses (<c>turns.no-pictures</c>) a language model that can see none. The agent without a model says so itself, and goes by the words.</summary>
    internal void EnsureSees(string name)
    {
        if (Choices.First(choice => choice.Name == name) is not { IsLanguageModel: true, SeesPictures: false } blind) return;
        var others = Choices.Where(choice => choice.SeesPictures).Select(choice => choice.Label).ToList();
        throw new RefusalException("turns.no-pictures", $"{blind.Label} cannot see pictures. {(others.Count > 0 ? $"Choose another model ({string.Join(", ", others)}), or send" : "Send")} the prompt without them.");
    }

    /// <summary>The agent of a turn, or a refusal when it is not there any more.</summary>
    internal ICodingAgent Open(string name)
    {
        if (name == own.Name) return own;
        var model = table.Choices.FirstOrDefault(model => model.Name == name)
            ?? throw new RefusalException("model.not-set-up", $"{name} is not set up or not allowed on this server any more. Choose another model and send the prompt again.", RefusalKind.Unavailable);
        return new LanguageModelAgent(model, table.Small, clients, settings, kinds, objects);
    }
}

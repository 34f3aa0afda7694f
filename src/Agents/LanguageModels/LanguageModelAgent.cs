using Vitrine.Agents.Attachments;
using Vitrine.Agents.Clarifying;
using Vitrine.Agents.LanguageModels.Asides;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.Prompts;
using Vitrine.Storage;

namespace Vitrine.Agents.LanguageModels;

/// <summary>The coding agent that is a language model with tools.</summary>
internal sealed class LanguageModelAgent(LanguageModel model, LanguageModel? small, ModelClients clients, LanguageModelSettings settings, AttachmentKinds kinds, IObjectStore objects) : ICodingAgent
{
    public string Name => model.Name;

    public bool IsLanguageModel => true;

    public async Task<AgentEnding> RunAsync(AgentTask task, ToolBox tools, CancellationToken cancellationToken)
    {
        var journal = task.Journal ?? throw new InvalidOperationException("A language model needs a journal.");
        var account = new ModelAccount(task.Author.OrganizationId, task.Project.Project.Id, task.AppId, task.TurnId, task.Author.PersonId);
        if (task is { MayClarify: true, Clarification: null } && (settings.Clarify || task.PlanFirst))
        {
            var found = await ClarifyAsync(task, new ModelAside(model, small, clients, journal, account), cancellationToken);
            if (found is { IsOpen: true }) return new AgentEnding.Clarifying(found);
            task = task with { Clarification = found };
        }

        var talk = new ModelTalk(model, clients.Open(model, journal, account, task.Pause), settings, PromptLibrary.SystemFor(task), task.Events);
        return await new ModelTurn(talk, new ToolRound(tools, objects), journal, task, kinds, settings).RunAsync(cancellationToken);
    }

    private async Task<Clarification?> ClarifyAsync(AgentTask task, ModelAside aside, CancellationToken cancellationToken)
    {
        await task.Events.StepAsync("Reading what is asked for", cancellationToken);
        var found = await new ClarifyStep(aside, kinds).AskAsync(task, cancellationToken);
        if (found is { IsOpen: true }) return found;
        if (found?.Plan is null) await task.Events.StepAsync("The first look made no plan, so it is built from the prompt", cancellationToken);
        if (found is not null) await task.Events.ClarifiedAsync(found, cancellationToken);
        return found;
    }
}

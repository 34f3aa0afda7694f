using Vitrine.Agents.Attachments;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.Prompts;
using Vitrine.Storage;

namespace Vitrine.Agents.LanguageModels;

/// <summary>The coding agent that is a language model with tools.</summary>
internal sealed class LanguageModelAgent(LanguageModel model, ModelClients clients, LanguageModelSettings settings, AttachmentKinds kinds, IObjectStore objects) : ICodingAgent
{
    public string Name => model.Name;

    public bool IsLanguageModel => true;

    public Task<AgentEnding> RunAsync(AgentTask task, ToolBox tools, CancellationToken cancellationToken)
    {
        var journal = task.Journal ?? throw new InvalidOperationException("A language model needs a journal.");
        var account = new ModelAccount(task.Author.OrganizationId, task.Project.Project.Id, task.AppId, task.TurnId, task.Author.PersonId);
        var talk = new ModelTalk(model, clients.Open(model, journal, account), settings, PromptLibrary.SystemFor(task), task.Events);
        return new ModelTurn(talk, new ToolRound(tools, objects), journal, task, kinds, settings).RunAsync(cancellationToken);
    }
}

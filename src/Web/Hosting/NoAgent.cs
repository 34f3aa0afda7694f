using Vitrine.Agents;

namespace Vitrine.Web.Hosting;

/// <summary>Ends every turn with what is missing: this instance has nothing that writes apps.</summary>
internal sealed class NoAgent : ICodingAgent
{
    public string Name => "none";

    public Task<AgentEnding> RunAsync(AgentTask task, ToolBox tools, CancellationToken cancellationToken)
        => Task.FromResult<AgentEnding>(new AgentEnding.GaveUp("agents.none", "Nothing that writes apps is configured here. Ask whoever runs this server."));
}

using Spectre.Console;
using Vitrine.Agents.Spending;
using Vitrine.Primitives;
using Vitrine.Web.Components;

namespace Vitrine.Web.Commands.Prompting;

/// <summary>What a prompt will cost, told in the terminal before it is sent.</summary>
internal static class PromptEstimate
{
    /// <summary>Asks the server and says it; null where the prompt will cost nothing.</summary>
    /// <param name="server">The server.</param>
    /// <param name="of">The address of the project or app.</param>
    /// <param name="request">What the command line says.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<TurnEstimate?> TellAsync(ServerConnection server, string of, PromptRequest request, CancellationToken cancellationToken)
    {
        if (await FindAsync(server, $"{of}/estimate{QueryString.Create(Chosen(request))}", cancellationToken) is not { Usual: > 0 } estimate) return null;
        PromptScreen.ConsoleFor(request.IsJson).WriteLine($"About {Wording.Dollars(estimate.Usual)}. {Wording.WhereFrom(estimate)}.");
        return estimate;
    }

    /// <summary>The same of what a turn will cost still that waits for an answer.</summary>
    public static async Task<TurnEstimate?> TellOfAnswerAsync(ServerConnection server, Guid turn, PromptRequest request, CancellationToken cancellationToken)
    {
        if (await FindAsync(server, $"/api/v1/turns/{turn}/estimate", cancellationToken) is not { Usual: > 0 } estimate) return null;
        PromptScreen.ConsoleFor(request.IsJson).WriteLine($"About {Wording.Dollars(estimate.Usual)} more. {Wording.WhereFrom(estimate)}.");
        return estimate;
    }

    // An app has its kind.
    private static IEnumerable<KeyValuePair<string, string?>> Chosen(PromptRequest request)
    {
        if (request is { FollowUp: null, Kind: { } kind }) yield return new("kind", kind);
        if (request.Model is { } model) yield return new("model", model);
    }

    private static async Task<TurnEstimate?> FindAsync(ServerConnection server, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await server.GetAsync<TurnEstimate>(path, cancellationToken);
        }
        catch (Exception cause) when (cause is RefusalException or HttpRequestException)
        {
            // Whatever stands in the way of the estimate stands in the way of the prompt, which says it better.
            return null;
        }
    }
}

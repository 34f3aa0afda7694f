using System.Text.Json;
using Vitrine.Serving.Frames;

namespace Vitrine.Serving.Bridge;

/// <summary>
/// One version of an app, opened for one person: what it answers is what that person may see, compiled from the contracts of
/// that version. All refusals are <see cref="Primitives.RefusalException"/>s; cancelling cancels the query.
/// </summary>
public abstract class OpenVersion
{
    /// <summary>The version, as a frame token names it; number 0 for a build that is no version yet.</summary>
    public abstract FrameTicket Ticket { get; }

    /// <summary>The app's name, as people see it.</summary>
    public abstract string AppName { get; }

    /// <summary>The project's time zone.</summary>
    public abstract string TimeZone { get; }

    /// <summary>Answers a contract.</summary>
    /// <returns>The wire form of a result.</returns>
    public abstract Task<object> RunAsync(string contract, JsonElement arguments, int? limit, bool refresh, CancellationToken cancellationToken);

    /// <summary>Answers a contract with all the rows that it may give, for a file that the person takes away.</summary>
    /// <returns>The wire form of a result.</returns>
    public abstract Task<object> RunWholeAsync(string contract, JsonElement arguments, CancellationToken cancellationToken);

    /// <summary>The values that a filter may take.</summary>
    /// <returns>The wire form of a list of options.</returns>
    public abstract Task<object> ValuesAsync(string filter, string? search, CancellationToken cancellationToken);

    /// <summary>The rows behind one row of an answer.</summary>
    /// <returns>The wire form of a result.</returns>
    public abstract Task<object> UnderlyingAsync(string contract, JsonElement arguments, JsonElement row, CancellationToken cancellationToken);

    /// <summary>How the answer to a contract comes about. For whoever may edit the app.</summary>
    /// <returns>The wire form of an explanation.</returns>
    public abstract object Explain(string contract, JsonElement arguments);
}

using System.Text.Json;

namespace Vitrine.Builds.Gates.Rendering;

/// <summary>Answers the questions of an app that is rendered by a gate: with the author's own rows, or with made-up ones.</summary>
internal interface IGateAnswers
{
    /// <summary>The wire form of a contract's result. Refusals are <see cref="Primitives.RefusalException"/>s.</summary>
    Task<object> RunAsync(string contract, JsonElement arguments, int? limit, CancellationToken cancellationToken);

    /// <summary>The wire form of a filter's values.</summary>
    Task<object> ValuesAsync(string filter, string? search, CancellationToken cancellationToken);

    /// <summary>The wire form of the rows behind a row.</summary>
    Task<object> UnderlyingAsync(string contract, JsonElement arguments, JsonElement row, CancellationToken cancellationToken);
}

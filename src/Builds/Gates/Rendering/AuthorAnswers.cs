using System.Text.Json;
using Vitrine.Access;
using Vitrine.Projects.Catalog;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution;

namespace Vitrine.Builds.Gates.Rendering;

/// <summary>Answers with what the author may see, through the real engine.</summary>
internal sealed class AuthorAnswers(ContractRunner runner, OpenProject project, Principal author, ContractFile contracts) : IGateAnswers
{
    public async Task<object> RunAsync(string contract, JsonElement arguments, int? limit, CancellationToken cancellationToken)
        => await runner.RunAsync(project, author, contracts, contract, arguments, limit, refresh: false, cancellationToken);

    public async Task<object> ValuesAsync(string filter, string? search, CancellationToken cancellationToken)
        => await runner.ValuesAsync(project, author, contracts, filter, search, cancellationToken);

    public async Task<object> UnderlyingAsync(string contract, JsonElement arguments, JsonElement row, CancellationToken cancellationToken)
        => await runner.UnderlyingAsync(project, author, contracts, contract, arguments, row, cancellationToken);
}

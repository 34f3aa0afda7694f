namespace Vitrine.Integration.Agents;

public sealed class SqliteTurnTests : TurnSpecification
{
    protected override Task<string?> DatabaseUrlAsync() => Task.FromResult<string?>(null);
}

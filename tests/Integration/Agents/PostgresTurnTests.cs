namespace Vitrine.Integration.Agents;

public sealed class PostgresTurnTests(PostgresServer server) : TurnSpecification
{
    protected override async Task<string?> DatabaseUrlAsync() => await server.NewDatabaseAsync(TestContext.Current.CancellationToken);
}

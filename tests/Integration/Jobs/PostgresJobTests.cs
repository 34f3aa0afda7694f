namespace Vitrine.Integration.Jobs;

public sealed class PostgresJobTests(PostgresServer server) : JobSpecification
{
    protected override async Task<string?> DatabaseUrlAsync() => await server.NewDatabaseAsync(TestContext.Current.CancellationToken);
}

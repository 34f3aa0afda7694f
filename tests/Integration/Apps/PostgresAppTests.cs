namespace Vitrine.Integration.Apps;

public sealed class PostgresAppTests(PostgresServer server) : AppSpecification
{
    protected override async Task<string?> DatabaseUrlAsync() => await server.NewDatabaseAsync(TestContext.Current.CancellationToken);
}

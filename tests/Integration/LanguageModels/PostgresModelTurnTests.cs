namespace Vitrine.Integration.LanguageModels;

public sealed class PostgresModelTurnTests(PostgresServer postgres) : ModelTurnSpecification
{
    protected override async Task<string?> DatabaseUrlAsync() => await postgres.NewDatabaseAsync(TestContext.Current.CancellationToken);
}

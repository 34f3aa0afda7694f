namespace Vitrine.Integration.LanguageModels;

public sealed class PostgresAttachmentTurnTests(PostgresServer postgres) : AttachmentTurnSpecification
{
    protected override async Task<string?> DatabaseUrlAsync() => await postgres.NewDatabaseAsync(TestContext.Current.CancellationToken);
}

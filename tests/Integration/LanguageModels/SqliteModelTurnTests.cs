namespace Vitrine.Integration.LanguageModels;

public sealed class SqliteModelTurnTests : ModelTurnSpecification
{
    protected override Task<string?> DatabaseUrlAsync() => Task.FromResult<string?>(null);
}

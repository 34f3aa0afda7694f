namespace Vitrine.Integration.LanguageModels;

public sealed class SqliteAttachmentTurnTests : AttachmentTurnSpecification
{
    protected override Task<string?> DatabaseUrlAsync() => Task.FromResult<string?>(null);
}

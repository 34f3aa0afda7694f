namespace Vitrine.Integration.Apps;

public sealed class SqliteAppTests : AppSpecification
{
    protected override Task<string?> DatabaseUrlAsync() => Task.FromResult<string?>(null);
}

namespace Vitrine.Integration.Jobs;

public sealed class SqliteJobTests : JobSpecification
{
    protected override Task<string?> DatabaseUrlAsync() => Task.FromResult<string?>(null);
}

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Sqlite.Infrastructure.Internal;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Storage.Database;

namespace Vitrine.Storage;

/// <summary>
/// The one context over all metadata, to which each module contributes its tables. Handlers take
/// <c>IDbContextFactory&lt;VitrineDatabase&gt;</c> and open one for each use case.
/// </summary>
public sealed class VitrineDatabase : DbContext
{
    /// <summary>The name of the query filter over rows of organizations.</summary>
    public const string OrganizationFilter = "organization";

    private readonly IReadOnlyList<IModelPart> parts;

    /// <summary>Opens the database with the tables of the parts that the host has, or without a host, of all.</summary>
    public VitrineDatabase(DbContextOptions<VitrineDatabase> options)
        : base(options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var host = options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider;
        parts = [.. (host?.GetServices<IModelPart>() ?? ModelParts.FindAll()).DistinctBy(part => part.GetType()).OrderBy(part => part.GetType().FullName, StringComparer.Ordinal)];
#pragma warning disable EF1001 // The extension is the one thing that tells the provider before the model exists.
        IsSqlite = options.FindExtension<SqliteOptionsExtension>() is not null;
#pragma warning restore EF1001
    }

    /// <summary>SQLite or, when false, PostgreSQL: for the few statements that differ.</summary>
    public bool IsSqlite { get; }

    /// <summary>
    /// The organization that queries are held to. Null, as in a job worker or at sign-in, holds them to none; whoever works for a person sets it,
    /// most easily by <see cref="DatabaseFactoryExtensions.OpenAsync"/>.
    /// </summary>
    public Guid? OrganizationId { get; set; }

    /// <summary>Which parts the model is made of, as a key: two hosts in one process (tests) may differ.</summary>
    internal string ModelKey => field ??= string.Join(';', parts.Select(part => part.GetType().FullName));

    /// <inheritdoc />
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        catch (DbUpdateException exception) when (DiskRefusal.TryRead(exception, out var refusal))
        {
            throw refusal;
        }
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        if (IsSqlite)
        {
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<TicksConverter>();
            configurationBuilder.Properties<decimal>().HaveConversion<MicrosConverter>();
        }
        else
        {
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
            configurationBuilder.Properties<decimal>().HavePrecision(18, 6);
        }
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        foreach (var part in parts) part.Configure(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(entity => typeof(IOrganizationRow).IsAssignableFrom(entity.ClrType)).ToList())
        {
            modelBuilder.Entity(entity.ClrType).HasQueryFilter(OrganizationFilter, HeldToOrganization(entity.ClrType));
        }
    }

    private LambdaExpression HeldToOrganization(Type row)
    {
        // row => OrganizationId == null || row.OrganizationId == OrganizationId, where the context is a parameter of every query.
        var parameter = Expression.Parameter(row, "row");
        var wanted = Expression.Property(Expression.Constant(this), nameof(OrganizationId));
        var actual = Expression.Convert(Expression.Property(parameter, nameof(IOrganizationRow.OrganizationId)), typeof(Guid?));
        return Expression.Lambda(
            Expression.OrElse(Expression.Equal(wanted, Expression.Constant(null, typeof(Guid?))), Expression.Equal(actual, wanted)), parameter);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Vitrine.Storage.Database;

/// <summary>Models are cached by the parts that they consist of.</summary>
internal sealed class ModelKeyFactory : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime)
        => context is VitrineDatabase database ? (typeof(VitrineDatabase), database.ModelKey, database.IsSqlite, designTime) : (object)(context.GetType(), designTime);
}

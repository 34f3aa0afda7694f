using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Vitrine.Storage;

/// <summary>
/// A query of <c>EF.CompileAsyncQuery</c> that is translated once for each model, for what every request asks: looking a query up by its shape takes longer than running it. A process may have
/// several models (tests: SQLite and PostgreSQL), and a compiled query serves the one that it first met.
/// </summary>
/// <typeparam name="TQuery">What <c>EF.CompileAsyncQuery</c> gives.</typeparam>
/// <param name="compile">Compiles it.</param>
public sealed class ModelQuery<TQuery>(Func<TQuery> compile)
    where TQuery : Delegate
{
    private readonly ConditionalWeakTable<IModel, TQuery> compiled = [];

    /// <summary>The query for this database.</summary>
    public TQuery For(VitrineDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        return compiled.GetValue(database.Model, _ => compile());
    }
}

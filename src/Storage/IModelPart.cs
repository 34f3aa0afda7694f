using Microsoft.EntityFrameworkCore;

namespace Vitrine.Storage;

/// <summary>
/// What a module adds to the one database: its own tables, which no other module joins. A part has a constructor without arguments, because hosts and migrations
/// find all parts by looking at the assemblies; nobody has to register one.
/// </summary>
public interface IModelPart
{
    /// <summary>Maps the module's rows.</summary>
    void Configure(ModelBuilder model);
}

using Vitrine.Access;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Warehouses;

namespace Vitrine.Projects.Catalog;

/// <summary>A project ready to be asked: its compiled semantic layer and its open warehouse. Both are shared; nobody disposes them.</summary>
public sealed class OpenProject
{
    private readonly TimeProvider clock;

    /// <summary>Puts the parts together.</summary>
    public OpenProject(ProjectRecord project, SemanticLayer layer, IWarehouse warehouse, ProjectSettings settings, string dataVersion, TimeProvider clock)
    {
        Project = project;
        Layer = layer;
        Warehouse = warehouse;
        Settings = settings;
        DataVersion = dataVersion;
        this.clock = clock;
    }

    /// <summary>The project.</summary>
    public ProjectRecord Project { get; }

    /// <summary>The semantic layer in force.</summary>
    public SemanticLayer Layer { get; }

    /// <summary>The warehouse.</summary>
    public IWarehouse Warehouse { get; }

    /// <summary>What an administrator set.</summary>
    public ProjectSettings Settings { get; }

    /// <summary>Changes when the data may have changed: connection, refresh counter, and the warehouse's own mark.</summary>
    public string DataVersion { get; }

    /// <summary>The project's present: the pinned one, or the clock's.</summary>
    public DateTimeOffset Now => Settings.PinnedNow ?? clock.GetUtcNow();

    /// <summary>The semantic layer as that person may see it.</summary>
    public LayerView ViewFor(Principal principal) => new(Layer, ContextFor(principal).Identity);

    /// <summary>What a query is compiled with when that person looks.</summary>
    public CompilationContext ContextFor(Principal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return new CompilationContext
        {
            Identity = new QueryIdentity
            {
                PersonId = principal.PersonId.ToString(),
                Email = principal.Email,
                Attributes = principal.Attributes,
            },
            Now = Now,
            TimeZone = Settings.TimeZone,
            WeekStart = Settings.WeekStart,
            Parameters = Settings.Parameters,
        };
    }
}

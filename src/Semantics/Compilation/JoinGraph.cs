using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Compilation;

/// <summary>Which tables of an explore a set of fields needs, and whose rows the joins between them multiply.</summary>
internal sealed class JoinGraph(Explore explore)
{
    private readonly Dictionary<string, ExploreTable> tables = explore.Tables.ToDictionary(table => table.Name, StringComparer.Ordinal);

    public ExploreTable Table(string name) => tables[name];

    /// <summary>The base, the tables, and everything that their joins read.</summary>
    public HashSet<string> Close(IEnumerable<string> names)
    {
        var closed = new HashSet<string>(StringComparer.Ordinal) { explore.BaseTable };
        var left = new Stack<string>(names);
        foreach (var table in tables[explore.BaseTable].RuleTables) left.Push(table);
        while (left.TryPop(out var name))
        {
            if (!closed.Add(name)) continue;
            foreach (var parent in tables[name].Parents) left.Push(parent);
        }

        return closed;
    }

    /// <summary>The same as tables, in the order in which they are joined.</summary>
    public IReadOnlyList<ExploreTable> Tables(IEnumerable<string> names)
    {
        var closed = Close(names);
        return [.. explore.Tables.Where(table => closed.Contains(table.Name))];
    }

    /// <summary>Whether a row of one table stands on several rows of the joined tables.</summary>
    public bool IsMultiplied(string home, IReadOnlySet<string> among) => Reach(home, among).Values.Any(multiplied => multiplied);

    /// <summary>For each table, whether a row of the home may meet several of its rows on the way there.</summary>
    public Dictionary<string, bool> Reach(string home, IReadOnlySet<string> among)
    {
        var reached = new Dictionary<string, bool>(StringComparer.Ordinal) { [home] = false };
        var left = new Queue<string>();
        left.Enqueue(home);
        while (left.TryDequeue(out var name))
        {
            foreach (var (next, multiplies) in Steps(name, among))
            {
                if (reached.TryAdd(next, reached[name] || multiplies)) left.Enqueue(next);
            }
        }

        // Joined on nothing that connects it: every row meets every row.
        foreach (var name in among) reached.TryAdd(name, true);
        return reached;
    }

    private IEnumerable<(string Next, bool Multiplies)> Steps(string name, IReadOnlySet<string> among)
    {
        foreach (var parent in tables[name].Parents.Where(among.Contains)) yield return (parent, tables[name].IsMultipliedByParents);
        foreach (var child in explore.Tables.Where(table => among.Contains(table.Name) && table.Parents.Contains(name))) yield return (child.Name, child.MultipliesParents);
    }
}

using System.Collections.Concurrent;
using Vitrine.Primitives;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Formulas;

/// <summary>
/// A calculation as people write it in a spreadsheet, such as <c>=orders_revenue / SUM(orders_revenue)</c>. A closed grammar: it reaches the columns of the answer and nothing else, so anybody may bring one.
/// Functions and syntax are Lightdash's; <c>table.field</c> is understood beside <c>table_field</c>.
/// </summary>
public sealed class Formula
{
    private const int MostKept = 2000;

    /// <summary>A contract's formulas are read when its file is, when its types are written and with every question: each is parsed once.</summary>
    private static readonly ConcurrentDictionary<string, Formula> Known = new(StringComparer.Ordinal);

    private Formula(FormulaNode root) => (Root, Columns) = (root, [.. Names(root).Distinct(StringComparer.Ordinal)]);

    /// <summary>The columns that it names, as it writes them, each once.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Whether it looks at other rows than its own: sums over all, running totals, ranks.</summary>
    public bool LooksAtOtherRows => LooksAway(Root);

    internal FormulaNode Root { get; }

    /// <summary>Reads a formula, or refuses (<c>semantics.bad-formula</c>) and says what is wrong and where.</summary>
    public static Formula Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Known.TryGetValue(text, out var known)) return known;
        var formula = Guard(() => new Formula(FormulaParser.Parse(text)));
        if (Known.Count > MostKept) Known.Clear();
        return Known[text] = formula;
    }

    /// <summary>The type of its values, or refuses (<c>semantics.bad-formula</c>) what does not go together.</summary>
    /// <param name="column">The type of a column by its name in <see cref="Columns"/>.</param>
    public FieldType TypeOf(Func<string, FieldType> column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return Guard(() => new FormulaTypes(column).Of(Root));
    }

    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormulaProblemException problem)
        {
            throw new RefusalException("semantics.bad-formula", $"The formula {problem.Message}.");
        }
    }

    private static bool LooksAway(FormulaNode node) => node switch
    {
        NegationNode negation => LooksAway(negation.Operand),
        NotNode negation => LooksAway(negation.Operand),
        OperatorNode both => LooksAway(both.Left) || LooksAway(both.Right),
        CallNode call => call.Function.ReachOf(call.Arguments.Count) != FormulaReach.Row || call.Arguments.Any(LooksAway),
        _ => false,
    };

    private static IEnumerable<string> Names(FormulaNode node) => node switch
    {
        ColumnNode column => [column.Name],
        NegationNode negation => Names(negation.Operand),
        NotNode negation => Names(negation.Operand),
        OperatorNode both => Names(both.Left).Concat(Names(both.Right)),
        CallNode call => call.Arguments.Concat(call.PartitionBy).Concat(call.OrderBy.Select(order => order.Value)).SelectMany(Names),
        _ => [],
    };
}

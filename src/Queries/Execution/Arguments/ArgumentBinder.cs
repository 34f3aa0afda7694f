using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Contracts.Parsing;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Execution.Arguments;

/// <summary>
/// Binds the arguments of a request to what the contract declares, strictly: whatever the contract does not name, or
/// that is of another type or outside its limits, refuses the whole question. All findings come together.
/// </summary>
internal sealed class ArgumentBinder
{
    private readonly QueryContract contract;
    private readonly Func<FieldMention, FieldType> typeOf;
    private readonly Dictionary<string, DeclaredArgument> declared;
    private readonly List<Diagnostic> problems = [];

    private ArgumentBinder(ContractFile file, QueryContract contract, Func<FieldMention, FieldType> typeOf)
    {
        this.contract = contract;
        this.typeOf = typeOf;
        declared = DeclaredArgument.Of(file, contract).ToDictionary(argument => argument.Argument.Name);
    }

    /// <summary>Binds, or throws a <see cref="RefusalException"/> with everything that is wrong.</summary>
    /// <param name="file">The contract file.</param>
    /// <param name="contract">One of its contracts.</param>
    /// <param name="arguments">An object by argument name; absent and null mean that nothing is given.</param>
    /// <param name="typeOf">The type of a field of the contract.</param>
    public static BoundArguments Bind(ContractFile file, QueryContract contract, JsonElement arguments, Func<FieldMention, FieldType> typeOf)
    {
        if (!JsonText.IsWellFormed(arguments))
            throw new RefusalException("queries.bad-arguments", "The arguments hold text that is not valid Unicode.");
        var binder = new ArgumentBinder(file, contract, typeOf);
        var bound = binder.Run(arguments);
        if (binder.problems.Count == 0) return bound;
        var more = binder.problems.Count > 1 ? $" ({binder.problems.Count - 1} more)" : "";
        throw new RefusalException(binder.problems[0].Code, binder.problems[0].Message + more, RefusalKind.Invalid, binder.problems);
    }

    private BoundArguments Run(JsonElement arguments)
    {
        var given = Given(arguments);
        var slots = contract.Slots.ToDictionary(slot => slot.Name, slot => Slot(slot, given.GetValueOrDefault(slot.Name)));
        var filters = new List<BoundFilter>();
        foreach (var argument in declared.Values)
        {
            if (Value(argument, given) is { } value) filters.Add(new BoundFilter(argument.Argument, argument.Field, value));
        }

        return new BoundArguments(slots, filters, Sort(given.GetValueOrDefault(FileRules.SortArgument)));
    }

    private Dictionary<string, JsonElement> Given(JsonElement arguments)
    {
        var given = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (arguments.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return given;
        if (arguments.ValueKind != JsonValueKind.Object)
        {
            Problem("bad-arguments", "arguments must be an object by argument name.", null);
            return given;
        }

        foreach (var property in arguments.EnumerateObject())
        {
            if (!IsKnown(property.Name))
            {
                var known = contract.Slots.Select(slot => slot.Name).Concat(declared.Keys).ToList();
                Problem(
                    "unknown-argument", $"{Shown(property.Name)} is not an argument of {contract.Name}.", property.Name,
                    NearestName.Hint(property.Name, known) ?? (known.Count == 0 ? "It takes none." : $"It takes {string.Join(", ", known)}."));
            }
            else if (!given.TryAdd(property.Name, property.Value))
            {
                Problem("bad-arguments", $"{property.Name} is given twice.", property.Name);
            }
        }

        return given;
    }

    private bool IsKnown(string name)
        => declared.ContainsKey(name) || contract.Slots.Any(slot => slot.Name == name) || (name == FileRules.SortArgument && contract.SortBy.Count > 0);

    private IReadOnlyList<FieldMention> Slot(ContractDimension.Slot slot, JsonElement given)
    {
        IReadOnlyList<FieldMention> fallback = [slot.OneOf[0]];
        if (given.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return fallback;
        if (slot.Many is null && given.ValueKind == JsonValueKind.String) return Choice(slot, given) is { } one ? [one] : fallback;
        if (slot.Many is not { } most || given.ValueKind != JsonValueKind.Array)
        {
            Problem("wrong-type", slot.Many is null ? $"{slot.Name} is one of its fields, as text." : $"{slot.Name} is a list of its fields.", slot.Name, Offer(slot));
            return fallback;
        }

        var count = given.GetArrayLength();
        if (count == 0 || count > most)
        {
            Problem("too-many-values", $"{slot.Name} takes 1 to {most} fields, and {count} are given.", slot.Name);
            return fallback;
        }

        var chosen = given.EnumerateArray().Select(item => Choice(slot, item)).OfType<FieldMention>().ToList();
        if (chosen.DistinctBy(field => field.Text).Count() == chosen.Count) return chosen.Count > 0 ? chosen : fallback;
        Problem("bad-value", $"{slot.Name} names a field twice.", slot.Name);
        return fallback;
    }

    private FieldMention? Choice(ContractDimension.Slot slot, JsonElement given)
    {
        var text = given.ValueKind == JsonValueKind.String ? given.GetString() : null;
        var field = slot.OneOf.FirstOrDefault(field => field.Text == text);
        if (field is null) Problem("bad-value", $"{Shown(text ?? given.ValueKind.ToString())} is not on offer for {slot.Name}.", slot.Name, Offer(slot));
        return field;
    }

    private static string Offer(ContractDimension.Slot slot) => $"It offers {string.Join(", ", slot.OneOf.Select(field => field.Text))}.";

    private ArgumentValue? Value(DeclaredArgument declaration, Dictionary<string, JsonElement> given)
    {
        var argument = declaration.Argument;
        var isGiven = given.TryGetValue(argument.Name, out var json);
        if (!isGiven && argument.Default is { } usual) return usual with { Operator = ArgumentForm.OperatorOf(argument, usual) };
        if (!isGiven || json.ValueKind == JsonValueKind.Null || (json.ValueKind == JsonValueKind.Array && json.GetArrayLength() == 0))
        {
            if (argument.Required) Problem("argument-required", $"{argument.Name} is required.", argument.Name);
            return null;
        }

        var type = typeOf(declaration.Field);
        if (ArgumentReading.Read(json, argument, type, out var problem) is not { } value)
        {
            Problem("wrong-type", $"{argument.Name}: {problem}", argument.Name);
            return null;
        }

        if (ArgumentForm.Problem(argument, value) is { } form)
        {
            Problem(value.Values.Count > argument.Maximum ? "too-many-values" : "bad-value", $"{argument.Name}: {form}", argument.Name);
            return null;
        }

        var operatorName = ArgumentForm.OperatorOf(argument, value);
        if (ValueTypes.Problem(type, operatorName, value.Values) is not { } misfit) return value with { Operator = operatorName };
        Problem("wrong-type", $"{argument.Name}: {misfit}", argument.Name);
        return null;
    }

    private List<ContractSort>? Sort(JsonElement given)
    {
        if (given.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return null;
        if (given.ValueKind != JsonValueKind.Array || given.GetArrayLength() > contract.SortBy.Count)
        {
            Problem("wrong-type", "sort is a list of { field, descending }, each field at most once.", FileRules.SortArgument);
            return null;
        }

        var sorts = new List<ContractSort>();
        foreach (var item in given.EnumerateArray())
        {
            if (SortStep(item) is { } step && sorts.TrueForAll(other => other.Field.Text != step.Field.Text)) sorts.Add(step);
            else Problem("bad-value", "A step of sort is { field, descending }, and its field one that this contract sorts by, once.", FileRules.SortArgument, $"It sorts by {string.Join(", ", contract.SortBy.Select(field => field.Text))}.");
        }

        return sorts.Count == 0 ? null : sorts;
    }

    private ContractSort? SortStep(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object) return null;
        FieldMention? field = null;
        var descending = false;
        foreach (var property in item.EnumerateObject())
        {
            switch (property.Name, property.Value.ValueKind)
            {
                case ("field", JsonValueKind.String): field = contract.SortBy.FirstOrDefault(offer => offer.Text == property.Value.GetString()); break;
                case ("descending", JsonValueKind.True): descending = true; break;
                case ("descending", JsonValueKind.False): descending = false; break;
                default: return null;
            }
        }

        return field is null ? null : new ContractSort(field, descending);
    }

    private void Problem(string code, string message, string? subject, string? hint = null)
        => problems.Add(new Diagnostic("queries." + code, message, new DiagnosticLocation(Subject: subject), hint));

    private static string Shown(string text) => text.Length > 60 ? text[..60] + "…" : text;
}

using System.Numerics;

namespace Vitrine.Semantics.Formats;

/// <summary>A unit that large numbers are shortened to.</summary>
/// <param name="Suffix">What follows the shortened number.</param>
/// <param name="Base">1000 or 1024.</param>
/// <param name="Power">The power of the base.</param>
internal sealed record CompactUnit(string Suffix, int Base, int Power)
{
    private static readonly CompactUnit Plain = new("", 1000, 0);

    private static readonly CompactUnit[] Thousands = [new("K", 1000, 1), new("M", 1000, 2), new("B", 1000, 3), new("T", 1000, 4)];

    private static readonly CompactUnit[] Bytes =
        [new("B", 1000, 0), new("KB", 1000, 1), new("MB", 1000, 2), new("GB", 1000, 3), new("TB", 1000, 4), new("PB", 1000, 5), new("EB", 1000, 6), new("ZB", 1000, 7), new("YB", 1000, 8)];

    private static readonly CompactUnit[] BinaryBytes =
        [new("B", 1024, 0), new("KiB", 1024, 1), new("MiB", 1024, 2), new("GiB", 1024, 3), new("TiB", 1024, 4), new("PiB", 1024, 5), new("EiB", 1024, 6), new("ZiB", 1024, 7), new("YiB", 1024, 8)];

    private static readonly Dictionary<string, CompactUnit> Named = Names();

    /// <summary>The unit of that name for that number; none for an unknown name.</summary>
    public static CompactUnit Of(string? name, ExactNumber number)
        => string.IsNullOrEmpty(name) ? Plain
            : name == "auto" ? Largest(Thousands, number) ?? Plain
            : Named.GetValueOrDefault(name, Plain);

    /// <summary>The unit that suits a number of bytes.</summary>
    public static CompactUnit OfBytes(string? name, bool isBinary, ExactNumber number)
        => name is null or "auto" ? Largest(isBinary ? BinaryBytes : Bytes, number) ?? Bytes[0] : Of(name, number);

    public ExactNumber Apply(ExactNumber number)
        => Power == 0 ? number : Base == 1000 ? number.Shift(-3 * Power) : number.DivideBy(BigInteger.Pow(1024, Power));

    private static CompactUnit? Largest(CompactUnit[] units, ExactNumber number)
        => units.LastOrDefault(unit => number.Absolute().CompareTo(new ExactNumber(false, BigInteger.Pow(unit.Base, unit.Power), 0)) >= 0);

    private static Dictionary<string, CompactUnit> Names()
    {
        var names = new Dictionary<string, CompactUnit>(StringComparer.Ordinal);
        foreach (var (unit, name) in Thousands.Zip(["thousand", "million", "billion", "trillion"])) Add(unit, name);
        foreach (var (unit, name) in Bytes.Skip(1).Zip(["kilobyte", "megabyte", "gigabyte", "terabyte", "petabyte", "exabyte", "zettabyte", "yottabyte"])) Add(unit, name);
        foreach (var (unit, name) in BinaryBytes.Skip(1).Zip(["kibibyte", "mebibyte", "gibibyte", "tebibyte", "pebibyte", "exbibyte", "zebibyte", "yobibyte"])) Add(unit, name);
        return names;

        void Add(CompactUnit unit, string name)
        {
            names[unit.Suffix] = unit;
            names[name] = unit;
            names[name + "s"] = unit;
        }
    }
}

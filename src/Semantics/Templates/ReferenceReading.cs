using Vitrine.Sql.Lexing;

namespace Vitrine.Semantics.Templates;

/// <summary>Reads what stands between the braces of a reference.</summary>
internal static class ReferenceReading
{
    public static TemplatePiece Read(string inner, bool isList)
    {
        if (inner is "TABLE") return TablePiece.Instance;
        var parts = inner.Split('.');
        if (!IsWellFormed(parts)) throw new SqlProblemException($"has the malformed reference ${{{inner}}}");
        if (parts[0] is not ("lightdash" or "ld"))
        {
            return parts switch
            {
                [var name] => new FieldPiece(null, name),
                ["TABLE", var column] => throw new SqlProblemException($"has ${{{inner}}}; write ${{TABLE}}.{column}"),
                [var table, var name] => new FieldPiece(table, name),
                _ => throw new SqlProblemException($"has ${{{inner}}}; a reference has at most two parts"),
            };
        }

        return Outside(inner, isList) ?? throw new SqlProblemException($"has ${{{inner}}}, and there is no such thing");
    }

    /// <summary>What comes from outside under that name, such as <c>ld.parameters.x</c>; null when nothing does.</summary>
    public static TemplatePiece? Outside(string name, bool isList)
        => name.Split('.') switch
        {
            var parts when !IsWellFormed(parts) => null,
            ["lightdash" or "ld", "attributes" or "attribute" or "attr", var attribute] => new AttributePiece(attribute, isList),
            ["lightdash" or "ld", "user", "email"] => EmailPiece.Instance,
            ["lightdash" or "ld", "parameters" or "parameter" or "params" or "param", .. var rest] when rest.Length is 1 or 2 => new ParameterPiece(string.Join('.', rest), isList),
            _ => null,
        };

    private static bool IsWellFormed(string[] parts) => Array.TrueForAll(parts, part => part.Length > 0 && part.All(letter => letter is '_' or '-' || char.IsLetterOrDigit(letter)));
}

using Vitrine.Sql.Lexing;

namespace Vitrine.Semantics.Templates;

/// <summary>Reads what stands between the braces of a reference.</summary>
internal static class ReferenceReading
{
    public static TemplatePiece Read(string inner, bool isList)
    {
        if (inner is "TABLE") return TablePiece.Instance;
        var parts = inner.Split('.');
        if (parts.Any(part => part.Length == 0 || !part.All(letter => letter is '_' or '-' || char.IsLetterOrDigit(letter))))
            throw new SqlProblemException($"has the malformed reference ${{{inner}}}");
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

        return parts switch
        {
            [_, "attributes" or "attribute" or "attr", var name] => new AttributePiece(name, isList),
            [_, "user", "email"] => EmailPiece.Instance,
            [_, "parameters" or "parameter" or "params" or "param", .. var rest] when rest.Length is 1 or 2 => new ParameterPiece(string.Join('.', rest), isList),
            _ => throw new SqlProblemException($"has ${{{inner}}}, and there is no such thing"),
        };
    }
}

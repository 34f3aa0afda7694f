namespace Vitrine.Sql.Lexing;

/// <summary>SQL of a dbt project that cannot be used; the message is for its author.</summary>
internal sealed class SqlProblemException(string message) : Exception(message);

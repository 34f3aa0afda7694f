namespace Vitrine.Semantics.Formulas;

/// <summary>What is wrong with a formula, as the end of a sentence that begins with its name.</summary>
internal sealed class FormulaProblemException(string message) : Exception(message);

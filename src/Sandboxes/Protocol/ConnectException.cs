namespace Vitrine.Sandboxes.Protocol;

/// <summary>An error of the Connect protocol. Its message is made for whoever called.</summary>
internal sealed class ConnectException(string code, string message) : Exception(message)
{
    /// <summary>One of <see cref="ConnectCode"/>, or what the other side said.</summary>
    public string Code { get; } = code;
}

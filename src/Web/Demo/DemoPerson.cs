namespace Vitrine.Web.Demo;

/// <summary>One of the demo's people.</summary>
/// <param name="Email">What they sign in with.</param>
/// <param name="Name">What they are called.</param>
/// <param name="May">What they may do, as a few words for the person who tries it.</param>
/// <param name="Password">Made on the first start; kept in the data folder beside the loopback token, readable by the owner only.</param>
internal sealed record DemoPerson(string Email, string Name, string May, string Password);

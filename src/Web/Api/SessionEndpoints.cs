using Microsoft.AspNetCore.Http.HttpResults;
using Vitrine.Access;
using Vitrine.Access.SignIn;

namespace Vitrine.Web.Api;

/// <summary>Who one is.</summary>
internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/api/v1/session").WithTags("Session");
        session.MapGet("/", Show).RequireAccess(AccessAction.ViewOrganization).WithName("ShowSession");
        session.MapPost("/", SignInAsync).AllowAnyone("One signs in here.").WithName("SignIn");
        session.MapDelete("/", (Delegate)SignOutAsync).RequireAccess(AccessAction.ViewOrganization).WithName("SignOut");
    }

    private static Session Show(ICurrentPrincipal current, DataAppsSwitch dataApps) => Session.Of(current.Require(), dataApps);

    private static async Task<Session> SignInAsync(SignInPerson.Request request, SignInPerson handler, DataAppsSwitch dataApps, HttpContext http, CancellationToken cancellationToken)
        => Session.Of(await handler.HandleAsync(request, http, cancellationToken), dataApps);

    private static async Task<NoContent> SignOutAsync(HttpContext http)
    {
        await SignOutPerson.HandleAsync(http);
        return TypedResults.NoContent();
    }

    /// <summary>The person behind a request.</summary>
    internal sealed record Session(Guid PersonId, string Email, string Name, OrganizationRole Role, IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes, DataAppsSwitch.Answer DataApps)
    {
        public static Session Of(Principal person, DataAppsSwitch dataApps) => new(person.PersonId, person.Email, person.Name, person.Role, person.Attributes, dataApps.Decide());
    }
}

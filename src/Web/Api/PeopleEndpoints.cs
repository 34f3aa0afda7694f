using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Vitrine.Access;
using Vitrine.Access.People;

namespace Vitrine.Web.Api;

/// <summary>People and their attributes, for administrators.</summary>
internal static class PeopleEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var people = routes.MapGroup("/api/v1/people").WithTags("People");
        people.MapGet("/", ListAsync).RequireAccess(AccessAction.ViewPeople).WithName("ListPeople");
        people.MapPost("/", CreateAsync).RequireAccess(AccessAction.ManagePeople).WithName("CreatePerson");
        people.MapPatch("/{person:guid}", ChangeAsync).RequireAccess(AccessAction.ManagePeople).WithName("ChangePerson");
        people.MapPut("/{person:guid}/attributes", SetAttributesAsync).RequireAccess(AccessAction.ManagePeople).WithName("SetAttributes");
        people.MapPut("/{person:guid}/password", SetPasswordAsync).RequireAccess(AccessAction.ViewOrganization).WithName("SetPassword");
        routes.MapPut("/api/v1/attributes", DefineAsync).RequireAccess(AccessAction.ManagePeople).WithTags("People").WithName("DefineAttribute");
    }

    private static Task<IReadOnlyList<PersonRecord>> ListAsync(ListPeople handler, ICurrentPrincipal current, CancellationToken cancellationToken)
        => handler.HandleAsync(current.Require(), cancellationToken);

    private static Task<PersonRecord> CreateAsync(CreatePerson.Request request, CreatePerson handler, ICurrentPrincipal current, CancellationToken cancellationToken)
        => handler.HandleAsync(request, current.Require(), cancellationToken);

    private static async Task<NoContent> ChangeAsync(Guid person, Change change, ChangePerson handler, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        await handler.HandleAsync(new ChangePerson.Request(person, change.Name, change.Role, change.IsActive), current.Require(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> SetAttributesAsync(
        Guid person, Dictionary<string, IReadOnlyList<string>> values, SetAttributes handler, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        await handler.HandleAsync(new SetAttributes.Request(person, values), current.Require(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> SetPasswordAsync(Guid person, Password password, SetPassword handler, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        await handler.HandleAsync(new SetPassword.Request(person, password.New, password.Present), current.Require(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> DefineAsync(DefineUserAttribute.Request request, DefineUserAttribute handler, ICurrentPrincipal current, CancellationToken cancellationToken)
    {
        await handler.HandleAsync(request, current.Require(), cancellationToken);
        return TypedResults.NoContent();
    }

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record Change(string? Name, OrganizationRole? Role, bool? IsActive);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record Password(string New, string? Present);
}

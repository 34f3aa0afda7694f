using Vitrine.Access;
using Vitrine.Access.SignIn;
using Vitrine.Agents;
using Vitrine.Projects;
using Vitrine.Serving;
using Vitrine.Serving.Frames;
using Vitrine.Serving.Http;
using Vitrine.Web.Api;

namespace Vitrine.Web.Hosting;

/// <summary>The way of a request, in order.</summary>
internal static class Pipeline
{
    public static void Use(WebApplication app)
    {
        app.UseFrames(); // first: no cookie is read or set there
        app.UseForwardedHeaders();
        app.UsePageHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/problem", CreateScopeForErrors = true, SuppressDiagnosticsCallback = ProblemWriter.IsExpected });
        app.UseWhen(ProblemWriter.IsForProgram, programs => programs.UseStatusCodePages(ProblemWriter.WriteStatusAsync));
        app.UseWhen(http => !ProblemWriter.IsForProgram(http), pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        app.UseRequestLocalization("en-US"); // without a language C# writes ¤ for currencies
        app.UseRouting();
        app.UseAuthentication();
        app.UseVitrinePrincipal();
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnyone("Styles and scripts of our own pages; the same for everybody.");
        app.MapGet(HostScript.Path, (HttpContext http, HostScript script) => script.ServeAsync(http)).AllowAnyone("The script of our own pages.").ExcludeFromDescription();
        app.MapGet(TokenSheet.Path, (HttpContext http, TokenSheet tokens) => tokens.Answer(http)).AllowAnyone("Colours and sizes of our own pages.").ExcludeFromDescription();
        app.MapHealthChecks("/health").AllowAnyone("Says only that the server answers.");
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnyone("Describes the API; holds no data.");
        MapApi(app);
        app.MapRazorComponents<Pages.Document>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null).Add(DeclareFramework);
    }

    private static void MapApi(WebApplication app)
    {
        var api = app.MapGroup("").AddEndpointFilter<RefusalFilter>();
        SessionEndpoints.Map(api);
        PeopleEndpoints.Map(api);
        SandboxEndpoints.Map(api);
        SpaceEndpoints.Map(api);
        AppEndpoints.Map(api);
        VersionEndpoints.Map(api);
        api.MapProjects().MapServing().MapAgents();
    }

    // The framework's own endpoints (the circuit, its scripts) declare nothing: they are for people who are signed in. Pages declare themselves.
    private static void DeclareFramework(EndpointBuilder endpoint)
    {
        var isPage = endpoint.Metadata.OfType<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>().Any();
        if (!isPage) endpoint.Metadata.Add(new AccessCheckAttribute(AccessAction.ViewOrganization));
    }
}

using System.CommandLine;
using Vitrine.Web.Hosting;

namespace Vitrine.Web.Commands;

/// <summary><c>vitrine serve</c>: runs the server until it is told to stop.</summary>
internal sealed class ServeVerb : IVerb
{
    public Command Create()
    {
        var role = new Option<ServerRole>("--role") { Description = "all; or web and worker apart, over one database.", DefaultValueFactory = _ => ServerRole.All };
        var listen = new Option<string?>("--listen") { Description = $"Where to listen. {ServerOptions.ListenVariable}, else {ServerOptions.DefaultAddress}." };
        var withDemo = new Option<bool>("--demo") { Description = "Make the demo project, its people and one app when they are not there yet." };
        var command = new Command("serve", "Run the server.") { role, listen, withDemo };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new ServerOptions { Role = parsed.GetValue(role), Listen = parsed.GetValue(listen), WithDemo = parsed.GetValue(withDemo) };
            await using var server = await VitrineServer.StartAsync(options, cancellationToken);
            await Greeting.SayAsync(server, cancellationToken);
            WarmUp.Begin(server, cancellationToken);
            if (server.Demo is { } demo && options.Role == ServerRole.All) DemoStart.MakeApp(server, demo, Console.WriteLine, cancellationToken);
            await server.WaitAsync(cancellationToken);
            return 0;
        });
        return command;
    }
}

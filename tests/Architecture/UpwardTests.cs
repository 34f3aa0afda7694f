using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Vitrine.Jobs;

namespace Vitrine.Architecture;

/// <summary>
/// Law 9: upward only by a job kind or an interface that the lower module declares. The compiler keeps a lower module from naming a higher one; what is looked at here are the ways around it.
/// </summary>
public sealed partial class UpwardTests
{
    // Types by name, and assemblies that are looked for: Storage alone finds the parts of the model so.
    private static readonly string[] ByName = ["System.Type.GetType", "System.Reflection.Assembly.Load", "System.Reflection.Assembly.LoadFrom", "System.Reflection.Assembly.GetType", "System.Activator.CreateInstanceFrom"];

    [Fact]
    public void Every_kind_of_job_that_is_queued_is_declared_where_it_is_queued_and_has_one_handler()
    {
        var handled = Handlers().GroupBy(handler => handler.Kind).ToDictionary(group => group.Key, group => group.ToList());
        var queued = Queued().ToList();
        Assert.InRange(queued.Count, 2, 100);
        Assert.All(queued, job => Assert.Single(handled[job.Kind]));
        // Its handler stands in the same module or above, and has the kind from there.
        Assert.All(queued, job => Assert.True(job.Module == handled[job.Kind][0].Module || ModuleTable.Allowed[handled[job.Kind][0].Module].Contains(job.Module), $"{job.Module} queues {job.Kind} for below"));
        Assert.Empty(handled.Keys.Except(queued.Select(job => job.Kind)));
    }

    [Fact]
    public void No_module_is_given_something_from_above_behind_its_back()
        => Assert.Empty(ModuleTable.Assemblies().SelectMany(assembly => assembly.GetExportedTypes()).SelectMany(Openings));

    [Fact]
    public void No_module_reaches_for_others_by_name()
        => Assert.Empty(ModuleTable.Allowed.Keys
            .Where(module => module is not "Storage" && !module.StartsWith("Migrations", StringComparison.Ordinal) && ModuleTable.IsBuilt(module))
            .SelectMany(module => Reaching(AssemblyUse.Of(module).Members).Select(member => $"{module} uses {member}")));

    [Fact]
    public void An_opening_and_a_name_are_found()
    {
        Assert.Equal(["OpenModule.Ended", "OpenModule.Hook", "OpenModule.Later"], Openings(typeof(OpenModule)).Order(StringComparer.Ordinal));
        Assert.Equal(["System.Type.GetType"], Reaching(["System.Object.GetType", "System.Type.GetType"]));
        Assert.Equal([("RecheckJob", true), ("schedule.Kind", false)], Queueings("jobs.Add(database, new JobRequest(RecheckJob, id)); new JobRequest(schedule.Kind, id)").Select(name => (name, IsConstant(name))));
    }

    private static IEnumerable<(string Module, string Kind)> Handlers()
        => ModuleTable.Assemblies().SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IJobHandler).IsAssignableFrom(type))
            .Select(type => (ModuleOf(type), ((IJobHandler)RuntimeHelpers.GetUninitializedObject(type)).Kind)); // what a handler needs has no part in its kind

    private static IEnumerable<(string Module, string Kind)> Queued()
    {
        foreach (var assembly in ModuleTable.Assemblies())
        {
            var module = ModuleOf(assembly);
            var constants = assembly.GetTypes().SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                .Where(field => field.IsLiteral && field.FieldType == typeof(string)).ToLookup(field => (field.DeclaringType!.Name, field.Name), field => (string)field.GetRawConstantValue()!);
            foreach (var file in Directory.EnumerateFiles(Path.Combine(TestData.Root, "src", module), "*.cs", SearchOption.AllDirectories))
            {
                foreach (var name in Queueings(File.ReadAllText(file)).Where(IsConstant)) yield return (module, constants[(Path.GetFileNameWithoutExtension(file), name)].Single());
            }
        }
    }

    private static IEnumerable<string> Queueings(string source) => Queueing().Matches(source).Select(match => match.Groups[1].Value);

    // A schedule's row holds a kind that somebody else declared.
    private static bool IsConstant(string name) => !name.Contains('.', StringComparison.Ordinal);

    private static IEnumerable<string> Openings(Type type)
    {
        const BindingFlags Shown = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.GetFields(Shown).Where(field => !field.IsInitOnly && !field.IsLiteral && !type.IsEnum).Select(field => field.Name)
            .Concat(type.GetProperties(Shown).Where(property => property.SetMethod is { IsPublic: true }).Select(property => property.Name))
            .Concat(type.GetEvents(Shown).Select(one => one.Name))
            .Select(name => $"{type.Name}.{name}");
    }

    private static IEnumerable<string> Reaching(IEnumerable<string> members) => members.Where(ByName.Contains).Order(StringComparer.Ordinal);

    private static string ModuleOf(Type type) => ModuleOf(type.Assembly);

    private static string ModuleOf(Assembly assembly) => assembly.GetName().Name is var name && name!.StartsWith("Vitrine.", StringComparison.Ordinal) ? name["Vitrine.".Length..] : "Web";

    [GeneratedRegex(@"new JobRequest\(([\w.]+),")]
    private static partial Regex Queueing();

#pragma warning disable CA2211, CA1034, CA1003 // what must not be
    public static class OpenModule
    {
        public static readonly int Fixed = 1;

        public static Action? Hook;

        public static Action? Later { get; set; }

        public static event Action Ended
        {
            add { }
            remove { }
        }
    }
#pragma warning restore CA2211, CA1034, CA1003
}

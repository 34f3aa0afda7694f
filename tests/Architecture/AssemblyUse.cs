using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Vitrine.Architecture;

/// <summary>What a compiled module really uses, read from its metadata: types, and members as <c>Type.Member</c>.</summary>
internal sealed record AssemblyUse(IReadOnlySet<string> Assemblies, IReadOnlySet<string> Types, IReadOnlySet<string> Members)
{
    public static AssemblyUse Of(string module) => Read(Path.Combine(AppContext.BaseDirectory, module == "Web" ? "vitrine.dll" : $"Vitrine.{module}.dll"));

    public static AssemblyUse Read(string file)
    {
        using var stream = File.OpenRead(file);
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        var assemblies = metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).ToHashSet();
        var types = metadata.TypeReferences.Select(handle => NameOf(metadata, handle)).ToHashSet();
        var members = new HashSet<string>();
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind == HandleKind.TypeReference)
            {
                members.Add($"{NameOf(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}");
            }
        }

        return new AssemblyUse(assemblies, types, members);
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf(metadata, (TypeReferenceHandle)type.ResolutionScope)}+{name}"
            : $"{metadata.GetString(type.Namespace)}.{name}";
    }
}

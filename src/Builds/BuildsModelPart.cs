using Microsoft.EntityFrameworkCore;
using Vitrine.Builds.Register;
using Vitrine.Storage;

namespace Vitrine.Builds;

/// <summary>The tables of this module.</summary>
internal sealed class BuildsModelPart : IModelPart
{
    public void Configure(ModelBuilder model)
        => model.Entity<SandboxRow>(sandbox =>
        {
            sandbox.ToTable("sandboxes");
            sandbox.HasKey(row => row.Id);
            sandbox.Property(row => row.Id).ValueGeneratedNever();
            sandbox.Property(row => row.Machine).HasMaxLength(120);
            sandbox.Property(row => row.Provider).HasMaxLength(80);
            sandbox.Property(row => row.SandboxId).HasMaxLength(80);
            sandbox.HasIndex(row => row.Server);
        });
}

using Microsoft.EntityFrameworkCore;
using Vitrine.Access.Audit;
using Vitrine.Access.Groups;
using Vitrine.Access.People;
using Vitrine.Access.Spaces;
using Vitrine.Storage;

namespace Vitrine.Access;

/// <summary>The tables of this module.</summary>
internal sealed class AccessModelPart : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        ConfigurePeople(model);
        ConfigureGroups(model);
        ConfigureSpaces(model);
        model.Entity<AuditRow>(audit =>
        {
            audit.ToTable("audit_events");
            audit.HasKey(row => row.Id);
            audit.Property(row => row.Id).ValueGeneratedNever();
            audit.Property(row => row.Action).HasMaxLength(80);
            audit.Property(row => row.Subject).HasMaxLength(80);
            audit.HasIndex(row => new { row.OrganizationId, row.At });
        });
    }

    private static void ConfigurePeople(ModelBuilder model)
    {
        model.Entity<OrganizationRow>(organization =>
        {
            organization.ToTable("organizations");
            organization.HasKey(row => row.Id);
            organization.Property(row => row.Id).ValueGeneratedNever();
            organization.Property(row => row.Name).HasMaxLength(200);
        });
        model.Entity<PersonRow>(person =>
        {
            person.ToTable("people");
            person.HasKey(row => row.Id);
            person.Property(row => row.Id).ValueGeneratedNever();
            person.Property(row => row.Email).HasMaxLength(256).IsRequired();
            person.Property(row => row.NormalizedEmail).HasMaxLength(256).IsRequired();
            person.Property(row => row.UserName).HasMaxLength(256);
            person.Property(row => row.NormalizedUserName).HasMaxLength(256);
            person.Property(row => row.Name).HasMaxLength(200);
            person.Property(row => row.ConcurrencyStamp).IsConcurrencyToken();
            person.Ignore(row => row.PhoneNumber);
            person.Ignore(row => row.PhoneNumberConfirmed);
            person.HasIndex(row => row.NormalizedEmail).IsUnique();
            person.HasIndex(row => row.OrganizationId);
        });
        model.Entity<AttributeRow>(attribute =>
        {
            attribute.ToTable("user_attributes");
            attribute.HasKey(row => row.Id);
            attribute.Property(row => row.Id).ValueGeneratedNever();
            attribute.Property(row => row.Name).HasMaxLength(120);
            attribute.HasIndex(row => new { row.OrganizationId, row.Name }).IsUnique();
        });
        model.Entity<PersonAttributeRow>(attribute =>
        {
            attribute.ToTable("person_attributes");
            attribute.HasKey(row => new { row.PersonId, row.Name });
            attribute.Property(row => row.Name).HasMaxLength(120);
        });
    }

    private static void ConfigureGroups(ModelBuilder model)
    {
        model.Entity<GroupRow>(group =>
        {
            group.ToTable("groups");
            group.HasKey(row => row.Id);
            group.Property(row => row.Id).ValueGeneratedNever();
            group.Property(row => row.Name).HasMaxLength(200);
            group.HasIndex(row => new { row.OrganizationId, row.Name }).IsUnique();
        });
        model.Entity<GroupMemberRow>(member =>
        {
            member.ToTable("group_members");
            member.HasKey(row => new { row.GroupId, row.PersonId });
            member.HasIndex(row => row.PersonId);
        });
        model.Entity<ProjectRoleRow>(role =>
        {
            role.ToTable("project_roles");
            role.HasKey(row => new { row.ProjectId, row.HolderKind, row.HolderId });
            role.HasIndex(row => row.HolderId);
        });
    }

    private static void ConfigureSpaces(ModelBuilder model)
    {
        model.Entity<SpaceRow>(space =>
        {
            space.ToTable("spaces");
            space.HasKey(row => row.Id);
            space.Property(row => row.Id).ValueGeneratedNever();
            space.Property(row => row.Name).HasMaxLength(200);
            space.Property(row => row.Slug).HasMaxLength(80);
            space.HasIndex(row => new { row.ProjectId, row.Slug }).IsUnique();
        });
        model.Entity<SpaceGrantRow>(grant =>
        {
            grant.ToTable("space_grants");
            grant.HasKey(row => new { row.SpaceId, row.HolderKind, row.HolderId });
        });
    }
}

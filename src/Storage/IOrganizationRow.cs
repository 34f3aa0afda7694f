namespace Vitrine.Storage;

/// <summary>A row that belongs to an organization. The filter named <see cref="VitrineDatabase.OrganizationFilter"/> holds it there.</summary>
public interface IOrganizationRow
{
    /// <summary>The organization it belongs to; never changes.</summary>
    Guid OrganizationId { get; }
}

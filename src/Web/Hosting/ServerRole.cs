namespace Vitrine.Web.Hosting;

/// <summary>Which part of the work a process does.</summary>
internal enum ServerRole
{
    /// <summary>Everything.</summary>
    All,

    /// <summary>Pages and API, no background work.</summary>
    Web,

    /// <summary>Background work only; it listens to nobody.</summary>
    Worker,
}

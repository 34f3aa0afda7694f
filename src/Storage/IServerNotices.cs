namespace Vitrine.Storage;

/// <summary>
/// Short texts from one server to the others that share its database, for what is only worth something at this moment. They may be lost, and others who may connect to the database can read them and say their own:
/// whoever uses this encrypts what is not for everybody.
/// </summary>
public interface IServerNotices
{
    /// <summary>The longest text, in bytes of UTF-8: PostgreSQL takes fewer than 8,000.</summary>
    const int MostBytes = 7_900;

    /// <summary>Whether there can be other servers. Without them nothing is said and nothing heard.</summary>
    bool HasOthers { get; }

    /// <summary>Says texts in this order to all who listen on the channel, this server among them.</summary>
    /// <param name="channel">Lower-case letters and underscores.</param>
    /// <param name="texts">Each at most <see cref="MostBytes"/> long.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="System.Data.Common.DbException">The database cannot be reached.</exception>
    Task SayAsync(string channel, IReadOnlyList<string> texts, CancellationToken cancellationToken);

    /// <summary>Listens until it is given up, over a connection of its own that is made again when it is lost.</summary>
    /// <param name="channel">Lower-case letters and underscores.</param>
    /// <param name="hear">Told of each text, one at a time; it does not throw.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task HearAsync(string channel, Action<string> hear, CancellationToken cancellationToken);
}

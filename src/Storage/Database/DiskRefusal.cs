using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Vitrine.Primitives;

namespace Vitrine.Storage.Database;

/// <summary>Tells a full disk and an unwritable folder apart from bugs, and says what to do about them.</summary>
internal static class DiskRefusal
{
    private const int SqliteReadOnly = 8;
    private const int SqliteInputOutput = 10;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;

    // errno of Linux: EACCES, EROFS, ENOSPC, EDQUOT.
    private const int PermissionDenied = 13;
    private const int ReadOnlyFileSystem = 30;
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;

    public static RefusalException Full { get; } = new(
        "storage.disk-full", "The disk that holds Vitrine's data is full. Nothing was changed; free some space and try again.", RefusalKind.Unavailable);

    public static RefusalException Unwritable { get; } = new(
        "storage.unwritable",
        "Vitrine cannot write to its data folder. Nothing was changed; give the user that runs Vitrine write access to the folder in VITRINE_DATA, or name another one.",
        RefusalKind.Unavailable);

    public static bool TryRead(Exception exception, [NotNullWhen(true)] out RefusalException? refusal)
    {
        refusal = null;
        for (var cause = exception; cause is not null && refusal is null; cause = cause.InnerException)
        {
            refusal = cause switch
            {
                // Entity Framework wraps what was already read.
                RefusalException known when known.Code == Full.Code || known.Code == Unwritable.Code => known,
                SqliteException { SqliteErrorCode: SqliteFull } => Copy(Full),
                SqliteException { SqliteErrorCode: SqliteReadOnly or SqliteCannotOpen } => Copy(Unwritable),
                SqliteException { SqliteErrorCode: SqliteInputOutput } => Copy(Full),
                IOException { HResult: NoSpace or QuotaExceeded } => Copy(Full),
                IOException { HResult: ReadOnlyFileSystem or PermissionDenied } => Copy(Unwritable),
                UnauthorizedAccessException => Copy(Unwritable),
                _ => null,
            };
        }

        return refusal is not null;
    }

    // A thrown exception carries its own stack trace.
    private static RefusalException Copy(RefusalException refusal) => new(refusal.Code, refusal.Message, refusal.Kind);
}

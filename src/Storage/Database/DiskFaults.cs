using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Vitrine.Storage.Database;

/// <summary>
/// Says of every statement and every commit that a disk is full, whoever sent it. With a write-ahead log most of a full disk is met when a transaction ends,
/// which is outside of what saves changes.
/// </summary>
internal sealed class DiskFaults : IDbTransactionInterceptor, IDbCommandInterceptor
{
    public void TransactionFailed(DbTransaction transaction, TransactionErrorEventData eventData) => Refuse(eventData.Exception);

    public Task TransactionFailedAsync(DbTransaction transaction, TransactionErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Refuse(eventData.Exception);
        return Task.CompletedTask;
    }

    public void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Refuse(eventData.Exception);

    public Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Refuse(eventData.Exception);
        return Task.CompletedTask;
    }

    private static void Refuse(Exception fault)
    {
        if (DiskRefusal.TryRead(fault, out var refusal)) throw refusal;
    }
}

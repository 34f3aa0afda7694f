using System.Runtime.CompilerServices;
using Vitrine.Primitives;

namespace Vitrine.Storage.Objects;

/// <summary>Looks at the object store: asks for a blob that is not there, which needs an address, a bucket and keys that work.</summary>
internal sealed class ObjectStoreCheck(IObjectStore store, S3Settings settings, DataFolder folder) : IDoctorCheck
{
    public async IAsyncEnumerable<DoctorFinding> CheckAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var place = settings.Bucket is null ? $"folder {folder.Combine("blobs")}" : $"bucket {settings.Bucket} at {settings.Endpoint?.Host ?? "AWS " + settings.Region}";
        yield return await LookAsync(place, cancellationToken);
    }

    private async Task<DoctorFinding> LookAsync(string place, CancellationToken cancellationToken)
    {
        try
        {
            await using var names = store.ListAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            await names.MoveNextAsync();
            return new DoctorFinding("Object store", DoctorStatus.Fine, $"The {place} answers.");
        }
        catch (RefusalException refusal)
        {
            return new DoctorFinding("Object store", DoctorStatus.Broken, $"The {place}: {refusal.Message}", "Set APPS_S3_BUCKET or S3_BUCKET, S3_ENDPOINT, S3_ACCESS_KEY and S3_SECRET_KEY, or none for the local folder.");
        }
    }
}

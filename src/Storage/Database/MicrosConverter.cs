using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Vitrine.Storage.Database;

/// <summary>Money on SQLite, which has no decimals: whole millionths, so that sums are exact.</summary>
internal sealed class MicrosConverter() : ValueConverter<decimal, long>(amount => (long)Math.Round(amount * 1_000_000m), micros => micros / 1_000_000m);

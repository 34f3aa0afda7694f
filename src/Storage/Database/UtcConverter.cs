using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Vitrine.Storage.Database;

/// <summary>Times on PostgreSQL: Npgsql writes only those in UTC.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(time => time.ToUniversalTime(), time => time.ToUniversalTime());

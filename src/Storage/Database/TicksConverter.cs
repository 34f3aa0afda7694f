using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Vitrine.Storage.Database;

/// <summary>Times on SQLite: UTC ticks, so that they compare and sort as numbers.</summary>
internal sealed class TicksConverter() : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

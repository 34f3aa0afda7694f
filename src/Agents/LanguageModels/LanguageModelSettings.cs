namespace Vitrine.Agents.LanguageModels;

/// <summary>How language models are used. From the configuration section <c>LanguageModels</c>.</summary>
internal sealed record LanguageModelSettings
{
    /// <summary>Further models, or other facts and prices of known ones, by name.</summary>
    public IReadOnlyList<ModelEntry> Models { get; init; } = [];

    /// <summary>How long an answer may say nothing at all, not even that it is alive.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>How long one call may be tried again, waiting included.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Tokens that a conversation may have before it is compacted: more costs more with each step, and no app needs it.</summary>
    public int Conversation { get; init; } = 120_000;

    /// <summary>Whether a model looks at the first prompt of an app before it builds: for what only the person can say, and for a plan.</summary>
    public bool Clarify { get; init; } = true;

    /// <summary>Whether a model names and describes an app whose name nobody gave.</summary>
    public bool NameApps { get; init; } = true;

    /// <summary>How long a small question beside the work may be without an answer, before the work goes on without it.</summary>
    public TimeSpan AsideSilence { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Tokens that an answer may have at least. Where the budgets have room for fewer only, the call is refused: a file of an app has about as many.</summary>
    public int LeastOutput { get; init; } = 2_000;

    /// <summary>A line of the table as it is configured. What is absent is as the known model of that name has it.</summary>
    public sealed record ModelEntry
    {
        /// <summary>As its provider calls it.</summary>
        public string Name { get; init; } = "";

        /// <summary>What people read.</summary>
        public string? Label { get; init; }

        /// <summary>Who runs it.</summary>
        public string? Provider { get; init; }

        /// <summary>Tokens in one call.</summary>
        public int? ContextWindow { get; init; }

        /// <summary>Tokens of one answer.</summary>
        public int? MaximumOutput { get; init; }

        /// <summary>Whether it thinks.</summary>
        public bool? Thinks { get; init; }

        /// <summary>Whether it can see pictures.</summary>
        public bool? SeesPictures { get; init; }

        /// <summary>US dollars for a million tokens.</summary>
        public decimal? Input { get; init; }

        /// <summary>US dollars for a million tokens.</summary>
        public decimal? Output { get; init; }

        /// <summary>US dollars for a million tokens.</summary>
        public decimal? CacheWrite { get; init; }

        /// <summary>US dollars for a million tokens.</summary>
        public decimal? CacheRead { get; init; }

        /// <summary>The day of these prices.</summary>
        public DateOnly? AsOf { get; init; }
    }
}

namespace Vitrine.Semantics.Metrics;

/// <summary>The unit of a relative range.</summary>
public enum FilterUnit
{
    /// <summary>Milliseconds.</summary>
    Milliseconds,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Minutes.</summary>
    Minutes,

    /// <summary>Hours.</summary>
    Hours,

    /// <summary>Days.</summary>
    Days,

    /// <summary>Weeks, from the project's first day of the week.</summary>
    Weeks,

    /// <summary>Months.</summary>
    Months,

    /// <summary>Quarters.</summary>
    Quarters,

    /// <summary>Years.</summary>
    Years,
}

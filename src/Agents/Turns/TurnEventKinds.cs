namespace Vitrine.Agents.Turns;

/// <summary>The kinds of events, with the members of their data.</summary>
public static class TurnEventKinds
{
    /// <summary><c>{stage}</c>: the turn's state changed to this one.</summary>
    public const string Stage = "stage";

    /// <summary><c>{text}</c>: the agent says something.</summary>
    public const string Text = "text";

    /// <summary><c>{text}</c>: what a language model thought, as far as its provider tells.</summary>
    public const string Thought = "thought";

    /// <summary><c>{reason, seconds, attempt}</c>: the language model has to be waited for; the call is made again after so many seconds.</summary>
    public const string Wait = "wait";

    /// <summary><c>{kind, text, lines}</c>: a piece of a model's work while it comes, only for those who look at that moment. It has no number and is not kept.</summary>
    public const string Passing = "passing";

    /// <summary><c>{label}</c>: the agent begins something.</summary>
    public const string Step = "step";

    /// <summary><c>{plan, left}</c>: the plan, an object: the composer's own, or a <see cref="Clarifying.BuildPlan"/> of a language model with what was left out of it.</summary>
    public const string Plan = "plan";

    /// <summary>
    /// <c>{path, change, lines, added, removed, diff}</c>: a file was <c>written</c>, <c>edited</c> or <c>deleted</c>; how many lines it has now, how many came and went, and the change as a unified diff without the
    /// names of the files: null when it is longer than 200 lines or 16 KiB, and absent for editors who see other data.
    /// </summary>
    public const string File = "file";

    /// <summary><c>{gate, status, milliseconds, findings}</c>: <c>running</c>, <c>passed</c>, <c>failed</c>, <c>unverified</c> or <c>skipped</c>.</summary>
    public const string Gate = "gate";

    /// <summary><c>{items}</c>: what the gates found in this check.</summary>
    public const string Diagnostics = "diagnostics";

    /// <summary><c>{name, blob, width}</c>: a picture of the app; <c>GET …/turns/{id}/screenshots/{blob}</c> has its bytes.</summary>
    public const string Screenshot = "screenshot";

    /// <summary><c>{bundle, source}</c>: a build that whoever prompted can look at before it is judged, and the files that it was made from; see <see cref="FindBuild"/>.</summary>
    public const string Preview = "preview";

    /// <summary><c>{dollars, repairs}</c>: what the turn has cost so far, in US dollars, and how much of it mended mistakes of the tool.</summary>
    public const string Cost = "cost";

    /// <summary><c>{question, choices, questions, plan, left}</c>: the turn waits for an answer. All questions in one text, and each with its choices; the plan that is to be looked at, or null.</summary>
    public const string Question = "question";

    /// <summary><c>{text}</c>: what was answered.</summary>
    public const string Answer = "answer";

    /// <summary><c>{state, code, message, version}</c>: the last one. Editors who see other data get it with <see cref="TurnEnds.ForOthers"/> as its message.</summary>
    public const string Ended = "ended";

    /// <summary>
    /// What everybody who may edit the app sees. The others may hold values of the data that only people with the attribute values of whoever prompted may see.
    /// </summary>
    internal static bool IsForAllEditors(string kind) => kind is Stage or Gate or Preview or Wait or Cost;
}

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using Vitrine.Access.Spaces;
using Vitrine.Agents;
using Vitrine.Agents.Clarifying;
using Vitrine.Agents.Spending;
using Vitrine.Agents.Turns;
using Vitrine.Apps;
using Vitrine.Builds.Gates;
using Vitrine.Primitives;
using Vitrine.Projects;

namespace Vitrine.Web.Pages.Building;

/// <summary>Where an app is made: the conversation on one side, the app and what it consists of on the other.</summary>
public sealed partial class BuilderPage
{
    private const string Chat = "chat";

    private static readonly (string Key, string Name, string Icon)[] Tabs =
    [
        ("preview", "Preview", "eye"), ("data", "Data", "table-2"), ("code", "Code", "code"), ("problems", "Problems", "triangle-alert"), ("versions", "Versions", "history"),
    ];

    private readonly DialogOptions narrow = new() { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true };
    private readonly List<string> seen = [];
    private readonly HashSet<Guid> followed = [];
    private ProjectRecord? project;
    private AppRecord? app;
    private IReadOnlyList<VersionRecord> versions = [];
    private IReadOnlyList<SpaceRecord> spaces = [];
    private List<TurnFeed>? feeds;
    private int? shownNumber;
    private int? from;
    private string? model;
    // Of 150 ms: how often a turn that waits for its place asks what is before it.
    private const int BeatsOfPlace = 20;

    private TurnEstimate? estimate;
    private string tab = "preview";
    private string side = Chat;
    private string newName = "";
    private string newDescription = "";
    private string? mounted;
    private (string Build, string Version) becoming;
    private bool isPhone;
    private bool isRenaming;
    private bool isNamed;
    private bool isDescribing;
    private bool isMoving;
    private bool isDeleting;
    private bool isInteractive;
    private ElementReference work;
    private ElementReference log;
    private ElementReference handle;
    private ElementReference host;
    private ElementReference nameBox;
    private DotNetObjectReference<BuilderPage>? self;

    [Parameter] public string Project { get; set; } = "";

    [Parameter] public string App { get; set; } = "";

    [Inject] private IJSRuntime Script { get; set; } = default!;

    [Inject] private FindApp FindApp { get; set; } = default!;

    [Inject] private ListVersions ListVersions { get; set; } = default!;

    [Inject] private ListTurns ListTurns { get; set; } = default!;

    [Inject] private FindTurn FindTurn { get; set; } = default!;

    [Inject] private FollowTurn FollowTurn { get; set; } = default!;

    [Inject] private HearTurn HearTurn { get; set; } = default!;

    [Inject] private CodingAgents Agents { get; set; } = default!;

    [Inject] private EstimateTurn EstimateTurn { get; set; } = default!;

    [Inject] private StartTurn StartTurn { get; set; } = default!;

    [Inject] private AnswerTurn AnswerTurn { get; set; } = default!;

    [Inject] private SearchPlanFields SearchFields { get; set; } = default!;

    [Inject] private CancelTurn CancelTurn { get; set; } = default!;

    [Inject] private ListSpaces ListSpaces { get; set; } = default!;

    [Inject] private PublishVersion Publish { get; set; } = default!;

    [Inject] private UnpublishApp Unpublish { get; set; } = default!;

    [Inject] private RestoreVersion Restore { get; set; } = default!;

    [Inject] private ChangeApp Change { get; set; } = default!;

    [Inject] private DuplicateApp Duplicate { get; set; } = default!;

    [Inject] private MoveApp Move { get; set; } = default!;

    [Inject] private DeleteApp Delete { get; set; } = default!;

    private VersionRecord? Shown => versions.FirstOrDefault(version => version.Number == (shownNumber ?? app?.DraftVersion)) ?? (app?.DraftVersion is null && versions is [var newest, ..] ? newest : null);

    // Prompts run one after another: the first that has not ended is the one at work.
    private TurnFeed? Running => feeds?.FirstOrDefault(feed => !feed.Turn.HasEnded && feed.State != TurnState.Waiting);

    private TurnFeed? Waiting => feeds?.FirstOrDefault(feed => !feed.Turn.HasEnded && feed.State == TurnState.Waiting);

    /// <summary>
    /// The turn whose newest build stands in the preview before it is a version: only this person's own, and not while they look at something that they chose.
    /// It stays until the ended turn's version has been read: between the two, the page would go back to the version before.
    /// </summary>
    private TurnFeed? Building => shownNumber is null ? feeds?.LastOrDefault(feed => feed.Build is not null && followed.Contains(feed.Turn.Id) && feed.State != TurnState.Waiting && feed.Turn.PersonId == Me.PersonId) : null;

    /// <summary>What the turns have cost that made the versions, by number.</summary>
    private IReadOnlyDictionary<int, TurnRecord> Costs => (feeds ?? []).Where(feed => feed.Turn.VersionNumber is not null).ToDictionary(feed => feed.Turn.VersionNumber!.Value, feed => feed.Turn);

    private int Problems => Shown is { GateReport.Length: > 2 } version ? GateReport.Parse(version.GateReport).Diagnostics.Count(finding => finding.Severity == DiagnosticSeverity.Error) : 0;

    [JSInvokable]
    public void OnAppError(string message)
    {
        if (seen.Count < 50 && !seen.Contains(message)) seen.Add(message);
        StateHasChanged();
    }

    protected override Task OnParametersSetAsync() => LoadAsync(async () =>
    {
        project = await FindProject.HandleAsync(Project, Me, Stop);
        app = await FindApp.HandleAsync(App, Me, Stop, project.Id);
        if (!app.MayEdit) throw new RefusalException("access.forbidden", "You may open this app, but not edit it.", RefusalKind.Forbidden);
        versions = await ListVersions.HandleAsync(app.Id, Me, Stop);
        spaces = await ListSpaces.HandleAsync(project.Id, Me, Stop);
        feeds = [.. (await ListTurns.HandleAsync(app.Id, Me, Stop)).OrderBy(turn => turn.Number).Select(turn => new TurnFeed(turn))];
        await EstimateAsync();
        if (isInteractive) FollowAll();
    });

    private Task ChooseModelAsync(string? chosen)
    {
        model = chosen;
        return DoAsync(EstimateAsync);
    }

    // Of the next prompt, or of what a turn that waits for a person will cost still.
    private async Task EstimateAsync() => estimate = Waiting is { } waiting ? await EstimateTurn.HandleForTurnAsync(waiting.Turn.Id, Me, Stop) : await EstimateTurn.HandleForAppAsync(app!.Id, model, Me, Stop);

    protected override Task OnAfterRenderAsync(bool firstRender) => Refusal is null ? ReachAsync(() => DrawnAsync(firstRender)) : Task.CompletedTask;

    protected override void Dispose(bool disposing)
    {
        self?.Dispose();
        base.Dispose(disposing);
    }

    private async Task DrawnAsync(bool firstRender)
    {
        if (firstRender)
        {
            isInteractive = true;
            self = DotNetObjectReference.Create(this);
            await Script.InvokeVoidAsync("vitrineUi.resize", work, handle);
            await Script.InvokeVoidAsync("vitrineUi.stickToEnd", log);
            FollowAll();
        }

        if (isRenaming && !isNamed)
        {
            isNamed = true;
            await nameBox.FocusAsync();
        }

        await MountAsync();
    }

    // The frame is loaded when what it shows changes, and at no other time: a build that has become a version stays as it is.
    private async Task MountAsync()
    {
        var wanted = Building is { Build: { } build } feed ? $"/api/v1/turns/{feed.Turn.Id}/builds/{build}"
            : app is not null && Shown is { Bundle: not null } version ? $"/api/v1/apps/{app.Id}/versions/{version.Number}" : null;
        if (wanted == mounted || wanted is null) return;
        var isSame = mounted is not null && becoming == (mounted, wanted);
        mounted = wanted;
        if (!isSame) seen.Clear();
        await Script.InvokeVoidAsync("vitrineUi.show", host, wanted, self, isSame);
    }

    private Task ReloadAsync() => Script.InvokeVoidAsync("vitrineUi.show", host, mounted, self, false).AsTask();

    private void FollowAll()
    {
        foreach (var feed in feeds ?? [])
        {
            if (!feed.Turn.HasEnded && followed.Add(feed.Turn.Id)) _ = FollowAsync(feed);
        }
    }

    private async Task FollowAsync(TurnFeed feed)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(150));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var reading = ReadAsync();
        var hearing = HearAsync();
        try
        {
            // Events may come by the dozen; people see a picture a few times a second, and the seconds go on.
            for (var beats = 1; !reading.IsCompleted && await beat.WaitForNextTickAsync(Stop); beats++)
            {
                // What ends before it is no event of this one.
                if (feed.State == TurnState.Queued && beats % BeatsOfPlace == 0 && await FindTurn.HandleAsync(feed.Turn.Id, Me, Stop) is { State: TurnState.Queued } now) feed.Turn = now;
                await InvokeAsync(StateHasChanged);
            }

            await reading;
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (RefusalException refusal)
        {
            followed.Remove(feed.Turn.Id);
            Lines.Add(refusal.Message, Severity.Error);
            return;
        }

        finally
        {
            await over.CancelAsync();
            await hearing;
        }

        await InvokeAsync(EndedAsync);

        // A model's words are only for the moment; whatever stands in their way, the events tell the same.
        async Task HearAsync()
        {
            try
            {
                await foreach (var word in HearTurn.HandleAsync(feed.Turn.Id, Me, over.Token)) feed.Hear(word);
            }
            catch (Exception cause) when (cause is OperationCanceledException or RefusalException)
            {
                // The turn is over, or not this person's to hear.
            }
        }

        async Task ReadAsync()
        {
            await foreach (var entry in FollowTurn.HandleAsync(feed.Turn.Id, feed.Last, Me, Stop))
            {
                feed.Take(entry);
                // The record has what events do not say: the question, how many are ahead.
                if (entry.Kind is TurnEventKinds.Stage or TurnEventKinds.Question or TurnEventKinds.Ended) feed.Turn = await FindTurn.HandleAsync(feed.Turn.Id, Me, Stop);
                if (entry.Kind is TurnEventKinds.Question or TurnEventKinds.Answer) await EstimateAsync();
            }

            feed.Turn = await FindTurn.HandleAsync(feed.Turn.Id, Me, Stop);
        }

        async Task EndedAsync()
        {
            if (app is null) return;
            await RefreshAsync();
            followed.Remove(feed.Turn.Id);
            if (feed.Turn is { VersionNumber: { } number, State: TurnState.Done })
            {
                if (feed.Turn.Prompts is not null && versions.Count(version => version.Status != VersionStatus.Failed) == 1) _ = HearNameAsync(app.Name);
                // The gates judged the newest build, and this is it.
                becoming = ($"/api/v1/turns/{feed.Turn.Id}/builds/{feed.Build}", $"/api/v1/apps/{app.Id}/versions/{number}");
                (shownNumber, from) = (number == app.DraftVersion ? null : number, null);
            }

            StateHasChanged();
        }
    }

    // A model names an app after its first version: in a moment, or not at all.
    private async Task HearNameAsync(string before)
    {
        try
        {
            using var beat = new PeriodicTimer(TimeSpan.FromSeconds(2));
            for (var looks = 0; looks < 6 && app?.Name == before && await beat.WaitForNextTickAsync(Stop); looks++)
            {
                app = await FindApp.HandleAsync(app.Id.ToString(), Me, Stop);
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (Exception cause) when (cause is OperationCanceledException or RefusalException)
        {
            // The page was left, or the app is not this person's any more; the next look says so.
        }
    }

    private async Task RefreshAsync()
    {
        app = await FindApp.HandleAsync(app!.Id.ToString(), Me, Stop);
        versions = await ListVersions.HandleAsync(app.Id, Me, Stop);
        await EstimateAsync();
    }

    private async Task OpenAsync(TurnFeed feed)
    {
        feed.IsOpen = !feed.IsOpen;
        if (!feed.IsOpen || feed.IsRead) return;
        await DoAsync(async () =>
        {
            foreach (var entry in await FollowTurn.ListAsync(feed.Turn.Id, feed.Last, Me, Stop)) feed.Take(entry);
            feed.IsRead = true;
        });
    }

    private async Task<bool> SendAsync(string prompt, IReadOnlyList<Guid> attached)
    {
        if (Waiting is not null && attached.Count > 0)
        {
            Lines.Add("An answer takes no pictures. Leave them out, and send them with the next prompt.", Severity.Error);
            return false;
        }

        if (Waiting is not null) return await AnswerAsync(prompt);
        return await DoAsync(async () =>
        {
            var turn = await StartTurn.HandleAsync(new StartTurn.Request(app!.ProjectId, app.Id, prompt, FromVersion: from, Model: model, Attachments: attached), Me, Stop);
            feeds!.Add(new TurnFeed(turn));
            if (Running?.Turn.Id == turn.Id) shownNumber = null;
            FollowAll();
        });
    }

    private Task<bool> AnswerAsync(string answer) => AnswerAsync(Waiting!, new TurnAnswer { Words = answer });

    private Task<bool> AnswerAsync(TurnFeed feed, TurnAnswer answer) => DoAsync(async () =>
    {
        // What was on the screen when it was said: another may have answered it, and the work asked for something else.
        feed.Turn = await AnswerTurn.HandleAsync(feed.Turn.Id, answer with { QuestionId = feed.Turn.QuestionId }, Me, Stop);
        FollowAll();
    });

    private async Task<IReadOnlyList<SearchPlanFields.Found>> SearchAsync(TurnFeed feed, string explore, string words)
    {
        IReadOnlyList<SearchPlanFields.Found> found = [];
        await DoAsync(async () => found = await SearchFields.HandleAsync(feed.Turn.Id, explore, words, Me, Stop));
        return found;
    }

    private Task TakeBackAsync(TurnFeed feed) => DoAsync(() => CancelTurn.HandleAsync(feed.Turn.Id, Me, Stop));

    private Task StopAsync() => TakeBackAsync((Running ?? Waiting)!);

    private void ShowAsync(int number)
    {
        shownNumber = number;
        if (tab == "versions") tab = "preview";
        side = "app";
    }

    internal static string StatusClass(VersionStatus status) => status switch { VersionStatus.Ready => "good", VersionStatus.Unverified => "warn", _ => "bad" };
}

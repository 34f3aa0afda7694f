using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using Vitrine.Access.Spaces;
using Vitrine.Apps;

namespace Vitrine.Web.Pages.Building;

/// <summary>What is done with the app as it is: publishing, restoring, and its name, place and end.</summary>
public sealed partial class BuilderPage
{
    private Task PublishAsync() => PublishNumberAsync(Shown!.Number);

    private Task PublishNumberAsync(int number) => DoAsync(
        async () =>
        {
            await Publish.HandleAsync(app!.Id, number, Me, Stop);
            await RefreshAsync();
        },
        $"Version {number} is what viewers see now.{(app!.SpaceId is null ? " Move the app to a space to share it." : "")}");

    private Task UnpublishAsync() => DoAsync(
        async () =>
        {
            await Unpublish.HandleAsync(app!.Id, Me, Stop);
            await RefreshAsync();
        },
        "Viewers do not see this app any more.");

    private Task RestoreAsync(int number) => DoAsync(
        async () =>
        {
            var made = await Restore.HandleAsync(app!.Id, number, Me, Stop);
            await RefreshAsync();
            shownNumber = null;
            Lines.Add($"Version {made} is as version {number} was.", Severity.Success);
        });

    private void BeginRename() => (isRenaming, isNamed, newName) = (true, false, app!.Name);

    private Task RenameKeyAsync(KeyboardEventArgs key)
    {
        if (key.Key == "Escape") isRenaming = false;
        return key.Key == "Enter" ? RenameAsync() : Task.CompletedTask;
    }

    private async Task RenameAsync()
    {
        if (!isRenaming) return;
        isRenaming = false;
        if (newName.Trim() == app!.Name) return;
        await DoAsync(async () =>
        {
            await Change.HandleAsync(app.Id, new ChangeApp.Request(newName), Me, Stop);
            await RefreshAsync();
        });
    }

    private void BeginDescribing() => (isDescribing, newDescription) = (true, app!.Description ?? "");

    private async Task DescribeAsync()
    {
        isDescribing = !await DoAsync(async () =>
        {
            await Change.HandleAsync(app!.Id, new ChangeApp.Request(Description: newDescription), Me, Stop);
            await RefreshAsync();
        });
    }

    private Task DuplicateAsync() => DoAsync(async () =>
    {
        var copy = await Duplicate.HandleAsync(app!.Id, null, Me, Stop);
        Navigation.NavigateTo($"/p/{Project}/apps/{copy.Slug}/edit", forceLoad: true);
    });

    private Task MoveAsync(SpaceRecord space)
    {
        isMoving = false;
        return DoAsync(
            async () =>
            {
                await Move.HandleAsync(app!.Id, space.Id, Me, Stop);
                await RefreshAsync();
            },
            $"The app is in {space.Name} now.");
    }

    private async Task DeleteAsync()
    {
        if (await DoAsync(() => Delete.HandleAsync(app!.Id, Me, Stop))) Navigation.NavigateTo($"/p/{Project}/apps");
    }
}

using Vitrine.Access;
using Vitrine.Primitives;

namespace Vitrine.Unit.Access;

public sealed class AccessGuardTests
{
    private static readonly Guid Organization = Guid.CreateVersion7();

    private static readonly Principal Viewer = new()
    {
        PersonId = Guid.CreateVersion7(),
        OrganizationId = Organization,
        Email = "v@example.com",
        Name = "V",
        Role = OrganizationRole.Viewer,
        Attributes = new Dictionary<string, IReadOnlyList<string>>(),
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refusal_says_in_words_what_and_whom_to_ask()
    {
        Assert.Equal("You may not add people or change them. Ask an administrator of your organization.", await SaidAsync(AccessAction.ManagePeople, new OrganizationSubject(Organization)));
        Assert.Equal("You may not make projects or change them. Ask an administrator of the project.", await SaidAsync(AccessAction.ManageProject, new ProjectSubject(Organization, Guid.CreateVersion7())));
    }

    [Fact]
    public void Every_action_has_words_and_none_is_the_name_of_a_scope()
        => Assert.All(Enum.GetValues<AccessAction>(), action => Assert.DoesNotContain(":", AccessWords.Refusal(action, new OrganizationSubject(Organization)), StringComparison.Ordinal));

    private static async Task<string> SaidAsync(AccessAction action, AccessSubject subject)
        => (await Assert.ThrowsAsync<RefusalException>(() => new AccessGuard(new AccessPolicy()).RequireAsync(Viewer, action, subject, Stop))).Message;
}

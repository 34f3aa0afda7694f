namespace Vitrine.Integration.Sandboxes.Attacks;

/// <summary>The attacks on sandboxes of a sandbox host, over E2B's protocol.</summary>
public sealed class HostedSandboxAttackTests(HostedAttackFixture fixture) : SandboxAttackSpecification(fixture, isWithin: true), IClassFixture<HostedAttackFixture>;

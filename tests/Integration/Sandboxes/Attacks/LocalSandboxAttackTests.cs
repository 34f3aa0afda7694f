namespace Vitrine.Integration.Sandboxes.Attacks;

/// <summary>The attacks on sandboxes of this machine.</summary>
public sealed class LocalSandboxAttackTests(LocalAttackFixture fixture) : SandboxAttackSpecification(fixture, isWithin: false), IClassFixture<LocalAttackFixture>;

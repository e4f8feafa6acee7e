using Microsoft.Extensions.Logging.Abstractions;
using MlMesh.Mesh.Loading;
using Xunit;

namespace MlMesh.Tests.Mesh.Loading;

public sealed class PolicyWatcherTests : IDisposable
{
    private readonly TemporaryPolicy _policy = new();
    private readonly ManualTimer _time = new();

    public PolicyWatcherTests()
    {
        _policy.Write("kustomization.yaml", "resources: [vs.yaml]");
        _policy.Write("vs.yaml", Resource.VirtualService("model", weight: 90));
    }

    public void Dispose() => _policy.Dispose();

    [Fact]
    public void A_changed_weight_is_taken_once_the_file_has_settled()
    {
        using var watcher = Watch();
        _policy.Write("vs.yaml", Resource.VirtualService("model", weight: 50));

        _time.Fire();
        Assert.Equal(90, Weight(watcher));
        _time.Fire();

        Assert.Equal(50, Weight(watcher));
    }

    [Fact]
    public void A_broken_file_never_replaces_a_good_policy_and_is_reported_until_it_is_mended()
    {
        using var watcher = Watch();
        var changes = 0;
        watcher.Changed += (_, _) => changes++;

        _policy.Write("vs.yaml", Resource.VirtualService("model", weight: 50).Replace("weight: 50", "weight: -50", StringComparison.Ordinal));
        Settle();

        Assert.Equal(90, Weight(watcher));
        var problem = Assert.Single(watcher.Problems, problem => problem.Field == "spec.http[0].route[0].weight");
        Assert.Equal(8, problem.Location.Line);

        _policy.Write("vs.yaml", Resource.VirtualService("model", weight: 70));
        Settle();

        Assert.Equal(70, Weight(watcher));
        Assert.Empty(watcher.Problems);
        Assert.Equal(2, changes);
    }

    [Fact]
    public void A_file_that_a_changed_kustomization_names_is_watched_too()
    {
        using var watcher = Watch();
        _policy.Write("more.yaml", Resource.VirtualService("other", weight: 10));
        _policy.Write("kustomization.yaml", "resources: [vs.yaml, more.yaml]");
        Settle();

        _policy.Write("more.yaml", Resource.VirtualService("other", weight: 20));
        Settle();

        Assert.Equal(20, watcher.Current.VirtualServices[1].Http[0].Route[0].Weight);
    }

    [Fact]
    public void Without_a_change_the_policy_stays_the_same_object()
    {
        using var watcher = Watch();
        var before = watcher.Current;

        Settle();

        Assert.Same(before, watcher.Current);
    }

    [Fact]
    public void A_policy_that_is_broken_from_the_start_is_refused_with_file_and_line()
    {
        _policy.Write("vs.yaml", Resource.VirtualService("model") + "\n  timeout: soon\n");
        _policy.Write("kustomization.yaml", "resources: [vs.yaml, missing.yaml]");

        var refusal = Assert.Throws<PolicyLoadException>(Watch);

        Assert.Contains("missing.yaml", refusal.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refusal.Errors);
    }

    [Fact]
    public async Task On_a_real_clock_an_edit_arrives_by_itself()
    {
        using var watcher = new PolicyWatcher(new PolicySource(_policy.Folder), TimeProvider.System, NullLogger<PolicyWatcher>.Instance);
        var changed = new TaskCompletionSource();
        watcher.Changed += (_, _) => changed.TrySetResult();

        _policy.Write("vs.yaml", Resource.VirtualService("model", weight: 50));
        await changed.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal(50, Weight(watcher));
    }

    [Fact]
    public void A_watcher_that_is_disposed_of_stops_looking()
    {
        Watch().Dispose();

        Assert.True(_time.IsStopped);
    }

    private PolicyWatcher Watch() => new(new PolicySource(_policy.Folder), _time, NullLogger<PolicyWatcher>.Instance);

    private void Settle()
    {
        _time.Fire();
        _time.Fire();
    }

    private static int Weight(PolicyWatcher watcher) => watcher.Current.VirtualServices[0].Http[0].Route[0].Weight;
}

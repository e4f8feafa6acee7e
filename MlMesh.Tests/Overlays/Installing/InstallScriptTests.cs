using MlMesh.Tests.Overlays.Rendering;
using Xunit;

namespace MlMesh.Tests.Overlays.Installing;

/// <summary><c>install.sh</c> against a kubectl and an istioctl that only write down what they are asked: no cluster takes part.</summary>
public sealed class InstallScriptTests : IDisposable
{
    private readonly FakeCluster _cluster = new();

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task It_installs_the_mesh_then_the_addons_then_the_policy_and_waits()
    {
        _cluster.Put("loader", "SuccessCriteriaMet Complete");

        var (exitCode, output, error) = await _cluster.Install("--policy", "canary", "--profile", "production");

        Assert.True(exitCode == 0, error);
        var changes = _cluster.Changes.ToList();
        string[] order = ["istioctl install -y -f", "addons/prometheus.yaml", "addons/kiali.yaml", "patch configmap prometheus", "patch configmap istio-grafana-dashboards", "base/namespace.yaml", "create secret generic feature-store", "delete job feature-loader", "rendered.yaml"];
        Assert.Equal(order.Order(Comparer<string>.Create((a, b) => Position(a).CompareTo(Position(b)))), order);
        Assert.Contains("mesh/common.yaml", changes[0], StringComparison.Ordinal);
        Assert.Contains("mesh/production.yaml", changes[0], StringComparison.Ordinal);
        Assert.Contains(_cluster.Asked, line => line.Contains("wait --for=condition=complete job/feature-loader", StringComparison.Ordinal));
        Assert.Contains("Policy canary is in force", output, StringComparison.Ordinal);

        int Position(string part)
        {
            var position = changes.FindIndex(line => line.Contains(part, StringComparison.Ordinal));
            Assert.True(position >= 0, $"'{part}' was not asked for:\n{string.Join('\n', changes)}");
            return position;
        }
    }

    [Fact]
    public async Task The_password_is_made_once_and_is_in_no_argument()
    {
        await _cluster.Install("--skip-addons");
        Assert.Contains(_cluster.Asked, line => line.EndsWith("create secret generic feature-store --from-file=password=/dev/stdin < 64 characters", StringComparison.Ordinal));
        _cluster.Forget();

        await _cluster.Install("--skip-addons");

        Assert.DoesNotContain(_cluster.Asked, line => line.Contains("create secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_issuer_of_tokens_gets_the_public_key_when_there_is_none()
    {
        await _cluster.Install("--skip-addons");
        Assert.DoesNotContain(_cluster.Asked, line => line.Contains("token-issuer", StringComparison.Ordinal));

        Assert.Equal(0, (await _cluster.Install("--skip-addons", "--with", "jwt")).ExitCode);
        Assert.Contains(_cluster.Asked, line => line.EndsWith("create secret generic token-issuer --from-file=key.pem=/dev/stdin < 3 characters", StringComparison.Ordinal));
        _cluster.Forget();

        Assert.Equal(0, (await _cluster.Install("--skip-addons", "--with", "jwt")).ExitCode);
        Assert.DoesNotContain(_cluster.Asked, line => line.Contains("create secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_sidecars_Prometheus_joins_the_mesh_to_read_metrics()
    {
        await _cluster.Install("--profile", "ambient", "--with", "ambient");
        Assert.Contains(_cluster.Changes, line => line.Contains("patch deployment prometheus", StringComparison.Ordinal) && line.Contains("\"istio.io/dataplane-mode\": \"ambient\"", StringComparison.Ordinal));
        _cluster.Forget();

        await _cluster.Install();
        Assert.DoesNotContain(_cluster.Changes, line => line.Contains("patch deployment", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dry_run_changes_nothing_and_says_what_it_would_do()
    {
        var (exitCode, output, error) = await _cluster.Install("--dry-run", "--policy", "shadow", "--with", "tracing", "--tag", "2.0.0");

        Assert.True(exitCode == 0, error);
        Assert.Empty(_cluster.Changes);
        Assert.Contains("would run: istioctl install", output, StringComparison.Ordinal);
        Assert.Contains("would create the Secret", output, StringComparison.Ordinal);
        Assert.Contains("1 Telemetry", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("minor", "28", "Kubernetes 1.29")]
    [InlineData("minor", "", "a cluster that answers")]
    [InlineData("istio", "client version: 1.24.0", "istioctl 1.30")]
    public async Task What_is_missing_is_said_before_anything_is_changed(string fact, string value, string message)
    {
        _cluster.Put(fact, value);

        var (exitCode, _, error) = await _cluster.Install();

        Assert.Equal(1, exitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Empty(_cluster.Changes);

        (exitCode, var output, error) = await _cluster.Install("--dry-run");

        Assert.Equal(1, exitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Contains("would apply", output, StringComparison.Ordinal);
        Assert.Empty(_cluster.Changes);
    }

    [Fact]
    public async Task A_mesh_that_is_there_must_have_its_node_agent()
    {
        var (exitCode, _, error) = await _cluster.Install("--skip-mesh");
        Assert.Equal(1, exitCode);
        Assert.Contains("istio-cni", error, StringComparison.Ordinal);
        Assert.Empty(_cluster.Changes);

        _cluster.Put("cni");
        Assert.Equal(0, (await _cluster.Install("--skip-mesh", "--skip-addons")).ExitCode);
        Assert.DoesNotContain(_cluster.Asked, line => line.StartsWith("istioctl", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_policy_that_Flagger_carries_out_needs_Flagger()
    {
        var (exitCode, _, error) = await _cluster.Install("--policy", "progressive", "--skip-addons");
        Assert.Equal(1, exitCode);
        Assert.Contains("Flagger", error, StringComparison.Ordinal);
        Assert.Empty(_cluster.Changes);

        _cluster.Put("flagger");
        Assert.Equal(0, (await _cluster.Install("--policy", "progressive", "--skip-addons")).ExitCode);
    }

    [Theory]
    [InlineData("the policy 'progressive' and the component 'ambient' do not go together", "--policy", "progressive", "--with", "ambient", "--profile", "ambient")]
    [InlineData("there is no policy 'nowhere'", "--policy", "nowhere")]
    [InlineData("there is no component 'nothing'", "--with", "tracing,nothing")]
    [InlineData("there is no profile 'tiny'", "--profile", "tiny")]
    [InlineData("--policy needs a value", "--policy")]
    [InlineData("--policy needs a value", "--policy", "--dry-run")]
    [InlineData("unknown option --frobnicate", "--frobnicate")]
    [InlineData("needs --profile ambient", "--with", "ambient")]
    [InlineData("--revision needs --policy and --profile", "--revision", "1-30-4")]
    [InlineData("--revision needs --policy and --profile", "--revision", "1-30-4", "--policy", "canary")]
    [InlineData("--revision needs --policy and --profile", "--revision", "1-30-4", "--profile", "production")]
    public async Task A_mistake_in_the_arguments_is_named(string message, params string[] arguments)
    {
        var (exitCode, _, error) = await _cluster.Install(arguments);

        Assert.Equal(1, exitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Empty(_cluster.Asked);
    }

    [Fact]
    public async Task Components_that_do_not_go_together_are_refused_by_name()
    {
        var pairs = Combinations.Components.SelectMany(component => Combinations.Exclusions(component).Intersect(Combinations.Components).Select(other => (component, other))).ToList();

        foreach (var (component, other) in pairs)
        {
            var (exitCode, _, error) = await _cluster.Install("--profile", "ambient", "--with", $"{other},{component}");
            Assert.Equal(1, exitCode);
            Assert.Contains($"'{component}' and '{other}' do not go together", error, StringComparison.Ordinal);
        }

        Assert.Empty(_cluster.Asked);
    }

    [Theory]
    [InlineData("delete statefulset/feature-store ", "--with", "tracing,feature-store-ha")]
    [InlineData("delete statefulset/feature-store-nodes deployment/feature-store-proxy ", "--with", "tracing")]
    public async Task The_kind_of_feature_store_that_is_not_chosen_is_gone_before_the_other_is_there(string deletion, params string[] arguments)
    {
        Assert.Equal(0, (await _cluster.Install([.. arguments, "--skip-addons"])).ExitCode);

        var changes = _cluster.Changes.ToList();
        var deleted = changes.FindIndex(line => line.Contains(deletion, StringComparison.Ordinal));
        Assert.InRange(deleted, 0, changes.FindIndex(line => line.Contains("rendered.yaml", StringComparison.Ordinal)));
        Assert.Contains("--ignore-not-found", changes[deleted], StringComparison.Ordinal);
        Assert.Single(changes, line => line.Contains("delete statefulset", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_applied_is_recorded_by_kind_namespace_and_name()
    {
        Assert.Equal(0, (await _cluster.Install("--skip-addons", "--policy", "canary", "--with", "opa")).ExitCode);

        var rendered = (await Renders.Of("canary", "opa")).Select(item => $"{item.Kind}{(item.Group.Length > 0 ? $".{item.Group}" : "")}/{item.Namespace}/{item.Name}");
        Assert.Equal(rendered.Order(StringComparer.Ordinal), _cluster.Recorded!.Order(StringComparer.Ordinal));
        Assert.Contains("VirtualService.networking.istio.io/ml-services/model-inference", _cluster.Recorded!);
        Assert.Contains("Namespace//ml-services", _cluster.Recorded!);
    }

    [Fact]
    public async Task What_is_no_longer_rendered_is_deleted_and_nothing_else()
    {
        await _cluster.Install("--skip-addons", "--with", "jwt,opa");
        var before = _cluster.Recorded!;
        _cluster.Forget();

        Assert.Equal(0, (await _cluster.Install("--skip-addons", "--with", "jwt")).ExitCode);

        var gone = before.Except(_cluster.Recorded!).Select(line => line.Split('/')).Select(parts => $"kubectl -n {parts[1]} delete {parts[0]} {parts[2]} --ignore-not-found");
        Assert.Equal(gone.Order(StringComparer.Ordinal), Deletions().Order(StringComparer.Ordinal));
        Assert.Contains(Deletions(), line => line.Contains("delete Deployment.apps opa ", StringComparison.Ordinal));
        Assert.Contains(Deletions(), line => line.Contains("delete AuthorizationPolicy.security.istio.io ", StringComparison.Ordinal));
        _cluster.Forget();

        Assert.Equal(0, (await _cluster.Install("--skip-addons", "--with", "jwt")).ExitCode);
        Assert.Empty(Deletions());
    }

    [Fact]
    public async Task The_old_policys_routes_go_before_the_new_policy_comes_and_its_pods_after()
    {
        _cluster.Put("flagger");
        await _cluster.Install("--skip-addons", "--policy", "canary");
        _cluster.Forget();

        Assert.Equal(0, (await _cluster.Install("--skip-addons", "--policy", "progressive")).ExitCode);

        var asked = _cluster.Asked.ToList();
        var applied = asked.FindIndex(line => line.Contains("rendered.yaml", StringComparison.Ordinal));
        Assert.InRange(asked.FindIndex(line => line.Contains("delete VirtualService.networking.istio.io model-inference ", StringComparison.Ordinal)), 0, applied);
        Assert.InRange(asked.FindIndex(line => line.Contains("delete Deployment.apps model-inference-v2 ", StringComparison.Ordinal)), applied, asked.Count);
    }

    [Fact]
    public async Task Data_is_never_deleted_because_it_is_no_longer_rendered()
    {
        _cluster.Put("applied", "Secret/ml-services/own\nPersistentVolumeClaim/ml-services/data\nNamespace//elsewhere\nService/ml-services/old\n");

        var (exitCode, output, _) = await _cluster.Install("--skip-addons", "--dry-run");
        Assert.Equal(0, exitCode);
        Assert.Contains("would run: kubectl -n ml-services delete Service old", output, StringComparison.Ordinal);
        Assert.Empty(_cluster.Changes);

        Assert.Equal(0, (await _cluster.Install("--skip-addons")).ExitCode);
        Assert.Equal("kubectl -n ml-services delete Service old --ignore-not-found", Assert.Single(Deletions()));
    }

    [Fact]
    public async Task The_addons_alone_leave_the_policy_that_is_in_force()
    {
        var (exitCode, _, error) = await _cluster.Install("--addons-only");

        Assert.True(exitCode == 0, error);
        Assert.Contains(_cluster.Changes, line => line.Contains("patch configmap istio-grafana-dashboards", StringComparison.Ordinal));
        Assert.All(_cluster.Changes, line => Assert.Matches("addons/[a-z]+[.]yaml$|patch configmap (prometheus|istio-grafana-dashboards) ", line));
    }

    [Theory]
    [InlineData("Complete", true)]
    [InlineData("FailureTarget Failed", true)]
    [InlineData("FailureTarget", false)]
    [InlineData("Suspended", false)]
    [InlineData("", false)]
    public async Task A_loader_that_is_at_work_is_not_interrupted(string conditions, bool deleted)
    {
        _cluster.Put("loader", conditions);

        Assert.Equal(0, (await _cluster.Install("--skip-addons")).ExitCode);

        Assert.Equal(deleted, _cluster.Changes.Any(line => line.Contains("delete job feature-loader", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Uninstalling_keeps_the_data_unless_everything_is_to_go()
    {
        Assert.Equal(0, (await _cluster.Install("--uninstall")).ExitCode);
        Assert.Equal(2, _cluster.Changes.Count);
        Assert.EndsWith("delete.yaml --ignore-not-found", _cluster.Changes[0], StringComparison.Ordinal);
        Assert.Equal("kubectl -n ml-services delete configmap mlmesh-applied --ignore-not-found", _cluster.Changes[1]);
        _cluster.Forget();

        Assert.Equal(0, (await _cluster.Install("--uninstall", "--purge")).ExitCode);
        Assert.Contains(_cluster.Changes, line => line.Contains("delete namespace ml-services", StringComparison.Ordinal));
        Assert.Contains(_cluster.Changes, line => line.StartsWith("istioctl uninstall --purge", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("delete.yaml", "--uninstall", "--policy", "progressive")]
    [InlineData("delete namespace ml-services", "--uninstall", "--purge")]
    [InlineData("rendered.yaml", "--skip-addons", "--policy", "canary")]
    public async Task Flagger_lets_go_of_its_Canary_while_the_Deployment_is_there(string next, params string[] arguments)
    {
        _cluster.Put("flagger");
        _cluster.Put("canary");

        Assert.Equal(0, (await _cluster.Install(arguments)).ExitCode);

        var changes = _cluster.Changes.ToList();
        var canary = changes.FindIndex(line => line.Contains("delete canaries.flagger.app --all", StringComparison.Ordinal));
        Assert.InRange(canary, 0, changes.FindIndex(line => line.Contains(next, StringComparison.Ordinal)));
        Assert.Contains("delete virtualservice model-inference", changes[canary + 1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "--policy", "canary")]
    [InlineData("flagger", "--policy", "canary")]
    [InlineData("flagger canary", "--policy", "progressive")]
    public async Task Without_a_Canary_or_with_one_that_is_to_stay_there_is_none_to_let_go(string facts, params string[] arguments)
    {
        foreach (var fact in facts.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            _cluster.Put(fact);

        Assert.Equal(0, (await _cluster.Install([.. arguments, "--skip-addons"])).ExitCode);

        Assert.DoesNotContain(_cluster.Changes, line => line.Contains("canaries", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_revision_of_the_control_plane_takes_the_default_tag_and_the_pods_are_restarted()
    {
        await _cluster.Install("--revision", "1-30-3", "--policy", "canary", "--profile", "production", "--skip-addons");

        Assert.Contains(_cluster.Changes, line => line.EndsWith("--revision 1-30-3", StringComparison.Ordinal));
        Assert.Contains("istioctl tag set default --revision 1-30-3 --overwrite", _cluster.Changes);
        Assert.Contains("kubectl -n ml-services rollout restart deployment,statefulset", _cluster.Changes);
    }

    /// <summary>Deletions of single objects that the record named.</summary>
    private List<string> Deletions() =>
        [.. _cluster.Changes.Where(line => line.Contains(" delete ", StringComparison.Ordinal) && !line.Contains("delete statefulset", StringComparison.Ordinal) && !line.Contains("delete job", StringComparison.Ordinal))];
}

using System.Diagnostics;
using Xunit;

namespace MlMesh.Tests.Overlays.Installing;

/// <summary>
/// A folder for PATH with a kubectl and an istioctl that write down what they are asked and answer like a cluster. Only <c>kubectl kustomize</c> is the real one.
/// </summary>
internal sealed class FakeCluster : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlmesh-install-");

    public FakeCluster()
    {
        var kubectl = Requires.Program("kubectl", "Install kubectl 1.27 or newer.");
        WriteProgram("kubectl", $$"""
            if [[ $1 == kustomize ]]; then exec {{kubectl}} "$@"; fi
            if [[ $1 == version && " $* " == *" --client "* ]]; then echo 'Kustomize Version: v5.5.0'; exit; fi
            if [[ $1 == version ]]; then printf '{\n  "serverVersion": {\n    "minor": "%s+"\n  }\n}\n' "$(cat "$here/minor")"; exit; fi
            input=''; if [[ $* == *"/dev/stdin"* ]]; then input=$(cat); fi
            echo "kubectl $*${input:+ < ${#input} characters}" >> "$here/log"
            if [[ " $* " == *" get "* ]]; then
              [[ $* != *"get configmap mlmesh-applied"* || ! -f $here/applied ]] || cat "$here/applied"
              [[ $* != *"get secret feature-store"* ]] || [[ -f $here/secret ]]
              [[ $* != *"get secret token-issuer"* ]] || [[ -f $here/token-issuer ]]
              [[ $* != *"get crd canaries.flagger.app"* ]] || [[ -f $here/flagger ]]
              [[ $* != *"get canaries.flagger.app"* || ! -f $here/canary ]] || echo canary.flagger.app/model-inference
              [[ $* != *"get job feature-loader"* || ! -f $here/loader ]] || cat "$here/loader"
              [[ $* != *"get daemonset istio-cni-node"* ]] || [[ -f $here/cni ]]
            fi
            if [[ $* == *"apply -f "*/mlmesh-applied.yaml ]]; then sed -n 's/^    //p' "${@: -1}" > "$here/applied"; fi
            if [[ $* == *"create secret generic feature-store"* ]]; then touch "$here/secret"; fi
            if [[ $* == *"create secret generic token-issuer"* ]]; then touch "$here/token-issuer"; fi
            """);
        WriteProgram("istioctl", """
            if [[ $1 == version ]]; then echo "$(cat "$here/istio")"; exit; fi
            echo "istioctl $*" >> "$here/log"
            """);
        WriteProgram("mlmesh", """
            [[ $* == "token --public-key" ]]
            echo PEM
            """);
        Put("minor", "32");
        Put("istio", "client version: 1.30.3");
    }

    /// <summary>What was asked, in order; empty lines for nothing.</summary>
    public IReadOnlyList<string> Asked => File.Exists(PathOf("log")) ? File.ReadAllLines(PathOf("log")) : [];

    /// <summary>What was asked and changes the cluster.</summary>
    public IReadOnlyList<string> Changes =>
        [.. Asked.Where(line => !line.Contains(" get ", StringComparison.Ordinal) && !line.Contains("rollout status", StringComparison.Ordinal) && !line.Contains(" wait ", StringComparison.Ordinal))];

    /// <summary>What the cluster's record says was applied; null when there is none.</summary>
    public IReadOnlyList<string>? Recorded => File.Exists(PathOf("applied")) ? File.ReadAllLines(PathOf("applied")) : null;

    /// <summary>Sets a fact of the cluster: <c>minor</c> (version), <c>istio</c> (istioctl's version), <c>secret</c>, <c>token-issuer</c>, <c>cni</c>, <c>flagger</c> and <c>canary</c> (exist), <c>applied</c> (the record's lines), <c>loader</c> (the true conditions of the Job feature-loader).</summary>
    public void Put(string fact, string content = "") => File.WriteAllText(PathOf(fact), content);

    public void Forget() => File.Delete(PathOf("log"));

    /// <summary>Runs <c>istio-overlays/install.sh</c>.</summary>
    public async Task<(int ExitCode, string Output, string Error)> Install(params string[] arguments)
    {
        var bash = Requires.Program("bash", "Install bash.");
        var start = new ProcessStartInfo(bash, [Repository.PathOf("istio-overlays", "install.sh"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder.FullName}{Path.PathSeparator}{start.Environment["PATH"]}";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await error);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void WriteProgram(string name, string body)
    {
        Put(name, $"#!/usr/bin/env bash\nset -e\nhere=\"{_folder.FullName}\"\n{body}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(PathOf(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}

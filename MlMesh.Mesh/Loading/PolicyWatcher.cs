using Microsoft.Extensions.Logging;
using MlMesh.Mesh.Files;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Loading;

/// <summary>
/// Keeps a policy up to date with its files. A changed policy with an error never replaces a good one: the good one stays, and the errors are logged
/// and shown in <see cref="Problems"/>.
/// </summary>
/// <remarks>
/// Looks at times and sizes of the files instead of asking the operating system for events: a policy is a few files, and this works the same for editors that
/// replace files, mounted volumes and symbolic links. A change counts once nothing has changed for a whole interval, so that half-written files are not read.
/// </remarks>
public sealed class PolicyWatcher : IDisposable
{
    /// <summary>How often the files are looked at.</summary>
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromMilliseconds(200);

    private readonly PolicySource _source;
    private readonly ILogger<PolicyWatcher> _logger;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private FileStamp _loaded;
    private FileStamp _seen;
    private volatile MeshResources _current;
    private volatile IReadOnlyList<Finding> _problems = [];

    /// <summary>Reads the policy and begins to watch it.</summary>
    /// <param name="source">Where it is.</param>
    /// <param name="time">Clock.</param>
    /// <param name="logger">Gets what was loaded and refused.</param>
    /// <param name="interval">How often the files are looked at; null for <see cref="DefaultInterval"/>.</param>
    /// <exception cref="PolicyLoadException">The policy has errors.</exception>
    public PolicyWatcher(PolicySource source, TimeProvider time, ILogger<PolicyWatcher> logger, TimeSpan? interval = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _logger = logger;
        var (resources, stamp) = Load();
        var errors = Errors(resources);
        if (errors.Count > 0)
            throw new PolicyLoadException(source.ToString(), errors);

        _current = resources;
        _loaded = _seen = stamp;
        LogLoaded(resources);
        var every = interval ?? DefaultInterval;
        _timer = time.CreateTimer(_ => Look(), null, every, every);
    }

    /// <summary>The newest policy without errors.</summary>
    public MeshResources Current => _current;

    /// <summary>The errors of the files as they are now; empty when <see cref="Current"/> is what they say.</summary>
    public IReadOnlyList<Finding> Problems => _problems;

    /// <summary>Raised after <see cref="Current"/> or <see cref="Problems"/> has changed, never for two changes at a time.</summary>
    public event EventHandler? Changed;

    /// <summary>Stops watching.</summary>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        // A look that takes longer than the interval makes the next ones pointless.
        if (!_lock.TryEnter())
            return;

        try
        {
            var now = _seen.Again();
            var isSettled = now.Equals(_seen);
            _seen = now;
            if (isSettled && !now.Equals(_loaded))
                Reload();
        }
        finally
        {
            _lock.Exit();
        }
    }

    private void Reload()
    {
        var (resources, stamp) = Load();
        _loaded = _seen = stamp;
        var errors = Errors(resources);
        _problems = errors;
        if (errors.Count == 0)
            _current = resources;
        // First, so that what the log says is in force already.
        Changed?.Invoke(this, EventArgs.Empty);
        if (errors.Count == 0)
        {
            LogLoaded(resources);
            return;
        }

        PolicyLog.Kept(_logger, _source, errors.Count);
        foreach (var error in errors)
            PolicyLog.Error(_logger, error);
    }

    private (MeshResources Resources, FileStamp Stamp) Load()
    {
        var files = PolicyFiles.Read(_source);
        return (files.ToResources(), files.Stamp);
    }

    private static IReadOnlyList<Finding> Errors(MeshResources resources) => [.. resources.Findings.Where(finding => finding.Severity == FindingSeverity.Error)];

    private void LogLoaded(MeshResources resources)
    {
        PolicyLog.Loaded(_logger, _source, resources.VirtualServices.Count, resources.DestinationRules.Count);
        foreach (var finding in resources.Findings)
            PolicyLog.Notice(_logger, finding);
    }
}

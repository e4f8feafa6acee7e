using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace MlMesh.Mesh.Security.Identity;

/// <summary>
/// The identity of a workload as its folder has it now. A rotated one is taken up by whoever asks next; connections that are open keep what they were opened with.
/// Thread-safe.
/// </summary>
public sealed class IdentitySource
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(500);

    private readonly string _folder;
    private readonly string _file;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _reading = new();
    private volatile WorkloadIdentity _current;
    private long _checked;
    private DateTime _written;

    /// <summary>Reads the identity.</summary>
    /// <param name="folder">The folder, as <see cref="SvidFolder"/> writes it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of rotations, and of those that failed.</param>
    /// <exception cref="IOException">There is no identity.</exception>
    public IdentitySource(string folder, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(time);
        (_folder, _file, _time, _logger) = (folder, Path.Combine(folder, SvidFolder.Svid), time, logger);
        _written = File.GetLastWriteTimeUtc(_file);
        try
        {
            _current = WorkloadIdentity.Read(folder);
        }
        catch (CryptographicException failure)
        {
            throw new IOException($"{folder} has no identity that can be used: {failure.Message}", failure);
        }

        _checked = time.GetTimestamp();
    }

    /// <summary>The identity.</summary>
    internal WorkloadIdentity Current
    {
        get
        {
            if (_time.GetElapsedTime(Volatile.Read(ref _checked)) >= Freshness)
                Refresh();
            return _current;
        }
    }

    private void Refresh()
    {
        // While one looks, the others go on with what there is.
        if (!_reading.TryEnter())
            return;
        try
        {
            Volatile.Write(ref _checked, _time.GetTimestamp());
            var written = File.GetLastWriteTimeUtc(_file);
            // The time of a file that does not exist is in the distant past.
            if (written == _written || !File.Exists(_file))
                return;
            _current = WorkloadIdentity.Read(_folder);
            _written = written;
            IdentityLog.Rotated(_logger, _current.Id);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            IdentityLog.NotRotated(_logger, _current.Id, failure.Message);
        }
        finally
        {
            _reading.Exit();
        }
    }
}

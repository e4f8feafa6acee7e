using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MlMesh.Tests.AppHost;

/// <summary>Keeps what was logged.</summary>
internal sealed class LogRecorder : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, LogLevel Level, string Message)> _entries = new();

    public IReadOnlyList<string> Of(string category) => [.. _entries.Where(entry => entry.Category == category).Select(entry => entry.Message)];

    /// <summary>The lines that a resource wrote.</summary>
    public IReadOnlyList<string> OfResource(string name) => [.. _entries.Where(entry => entry.Category.EndsWith($"Resources.{name}", StringComparison.Ordinal)).Select(entry => entry.Message)];

    /// <summary>Waits for an error that mentions a text.</summary>
    public Task<string> ErrorAsync(string text, CancellationToken cancellationToken) => EntryAsync(LogLevel.Error, text, cancellationToken);

    /// <summary>Waits for a message of a level that mentions a text.</summary>
    public async Task<string> EntryAsync(LogLevel level, string text, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Entries(level, text).FirstOrDefault() is { } found)
                return found;
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
    }

    public IEnumerable<string> Entries(LogLevel level, string text) =>
        _entries.Where(entry => entry.Level == level && entry.Message.Contains(text, StringComparison.Ordinal)).Select(entry => entry.Message);

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void Dispose() => _entries.Clear();

    private sealed class Recorder(LogRecorder owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner._entries.Enqueue((category, logLevel, formatter(state, exception)));
    }
}

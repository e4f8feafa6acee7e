using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Aspire.Hosting.Reporting;

/// <summary>The AppHost's own messages as plain lines between the resources' output: problems in colour, categories left out.</summary>
internal sealed class AppHostConsoleFormatter() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "apphost";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var (colour, label) = logEntry.LogLevel switch
        {
            LogLevel.Critical or LogLevel.Error => ("\e[31m", "error: "),
            LogLevel.Warning => ("\e[33m", "warning: "),
            _ => ("", ""),
        };
        var isColoured = ResourceConsole.IsColoured && colour.Length > 0;
        textWriter.WriteLine($"{(isColoured ? colour : "")}{label}{message}{(isColoured ? "\e[0m" : "")}");
        if (logEntry.Exception is not null)
            textWriter.WriteLine(logEntry.Exception);
    }
}

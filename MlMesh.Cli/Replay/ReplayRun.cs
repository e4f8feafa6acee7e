using MlMesh.Cli.Replay.Flights;
using MlMesh.Cli.Replay.Reporting;
using MlMesh.Cli.Replay.Results;
using MlMesh.Cli.Replay.Traffic;

namespace MlMesh.Cli.Replay;

/// <summary>One run of <c>mlmesh replay</c>, from the data to the exit code.</summary>
internal sealed class ReplayRun(ReplaySettings settings, TextWriter output, TextWriter error, TimeProvider time)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReplayAsync(cancellationToken);
        }
        catch (CommandException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return ExitCodes.CouldNotRun;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
    }

    private async Task<int> ReplayAsync(CancellationToken cancellationToken)
    {
        var flights = FlightFiles.Read(settings.Data, settings.Days, settings.Limit);
        using var client = new GatewayClient(settings.Url, settings.Concurrency, settings.Token);
        await RequireAsync(client, "--url", settings.Url, cancellationToken);
        foreach (var target in settings.Compare) await RequireAsync(client, "--compare", target.Url, cancellationToken);

        var messages = settings.Json ? error : output;
        await messages.WriteLineAsync($"Replaying {flights.Count} flights of {flights[0].Scheduled:yyyy-MM-dd} to {flights[^1].Scheduled:yyyy-MM-dd} through {settings.Url} at speed {settings.Speed}.");
        await messages.WriteLineAsync("Nothing is known of the flights before them: online features start empty, unless an earlier replay has filled them. Ctrl-C ends with the results so far.");

        var results = new ReplayResults();
        var started = time.GetTimestamp();
        var progress = Progress.Create(settings, messages, results, flights, time);
        var completed = await progress.WatchAsync(new Replayer(settings, flights, client, results, time).RunAsync(cancellationToken));

        var report = ReplayReport.Of(results, settings, flights, completed, time.GetElapsedTime(started));
        if (settings.Json) await output.WriteLineAsync(ReplayJson.Write(report));
        else ReportTable.Write(report, output);
        return !completed ? ExitCodes.Interrupted : report.Failures.Count > 0 ? ExitCodes.Findings : ExitCodes.Fine;
    }

    private static async Task RequireAsync(GatewayClient client, string option, Uri url, CancellationToken cancellationToken)
    {
        if (await client.WhyUnreachableAsync(url, cancellationToken) is not { } why) return;
        throw new CommandException($"Nothing answers at {url}: {why}. Start it with 'dotnet run --project MlMesh.AppHost', or give its address with {option}.");
    }
}

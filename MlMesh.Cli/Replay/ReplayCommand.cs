using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MlMesh.Cli.Commands;
using MlMesh.Cli.Replay.Traffic;

namespace MlMesh.Cli.Replay;

/// <summary>Defines <c>mlmesh replay</c>.</summary>
internal static class ReplayCommand
{
    private const double MaxRate = 1e6;

    public static Command Create()
    {
        var url = new Option<Uri>("--url")
        {
            Description = "Address of the gateway: predictions are asked of it, outcomes are sent to it",
            DefaultValueFactory = _ => new Uri("http://localhost:8080"),
            CustomParser = result => ParseAddress(result, result.Tokens[0].Value),
        };
        var compare = new Option<Target[]>("--compare")
        {
            Description = "Asks another address about the same flights, as NAME=URL (such as v2=http://localhost:5002, the address of model-inference-v2); repeatable. It gets no outcomes",
            HelpName = "name=url",
            CustomParser = result => [.. result.Tokens.Select(token => ParseTarget(result, token.Value))],
            DefaultValueFactory = _ => [],
        };
        var speed = new Option<Speed>("--speed")
        {
            Description = "'max', or how many times faster than the flights' own time: 600 plays ten minutes a second",
            DefaultValueFactory = _ => Speed.Max,
            CustomParser = ParseSpeed,
        };
        var rate = new Option<double?>("--rate") { Description = "At most so many requests per second", CustomParser = ParseRate };
        var users = new Option<int>("--users") { Description = "How many users ask, each with a cookie jar and an x-user-id of its own", DefaultValueFactory = _ => 100, CustomParser = result => ParseCount(result) ?? 0 };
        var token = new Option<string?>("--token") { Description = "Sends a token with every request to the gateway, for a run with the jwt component (mlmesh token prints one): all users are then its subject" };
        var days = new Option<int?>("--days") { Description = "Only the first so many days of the data", CustomParser = ParseCount };
        var limit = new Option<int?>("--limit") { Description = "Only the first so many flights", CustomParser = ParseCount };
        var concurrency = new Option<int>("--concurrency") { Description = "At most so many requests under way", DefaultValueFactory = _ => 32, CustomParser = result => ParseCount(result) ?? 0 };
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "Folder with flights-*.csv.gz",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "data")),
        };
        var json = new Option<bool>("--json") { Description = "Writes the result as JSON to standard output, and progress to standard error" };

        var command = new ExampleCommand("replay", "Replays real flights in event time: asks for predictions at departure, sends outcomes when they become known, and measures the models",
            "mlmesh replay --days 1 --speed max")
        {
            url, compare, speed, rate, users, token, days, limit, concurrency, data, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = new ReplaySettings
            {
                Url = parsed.GetValue(url)!,
                Compare = parsed.GetValue(compare)!,
                Speed = parsed.GetValue(speed)!,
                Rate = parsed.GetValue(rate),
                Users = parsed.GetValue(users),
                Token = parsed.GetValue(token),
                Days = parsed.GetValue(days),
                Limit = parsed.GetValue(limit),
                Concurrency = parsed.GetValue(concurrency),
                Data = parsed.GetValue(data)!,
                Json = parsed.GetValue(json),
            };
            return new ReplayRun(settings, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, TimeProvider.System).RunAsync(cancellationToken);
        });
        return command;
    }

    private static Uri ParseAddress(ArgumentResult result, string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") return uri;
        result.AddError($"'{text}' is no http or https address.");
        return null!;
    }

    private static Target ParseTarget(ArgumentResult result, string text)
    {
        var (name, url) = text.Split('=', 2) is [{ Length: > 0 } left, var right] ? (left, right) : ("", "");
        if (name.Length > 0) return new Target(name, ParseAddress(result, url));
        result.AddError($"--compare '{text}' is not NAME=URL.");
        return null!;
    }

    private static Speed ParseSpeed(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Speed.TryParse(text, out var speed)) return speed;
        Refuse(result, "'max' or a number above 0");
        return Speed.Max;
    }

    private static int? ParseCount(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0) return count;
        Refuse(result, "a whole number above 0");
        return null;
    }

    private static double? ParseRate(ArgumentResult result)
    {
        if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and <= MaxRate) return rate;
        Refuse(result, string.Create(CultureInfo.InvariantCulture, $"a number above 0 and at most {MaxRate}"));
        return null;
    }

    private static void Refuse(ArgumentResult result, string rule) =>
        result.AddError($"{(result.Parent as OptionResult)?.IdentifierToken?.Value} '{result.Tokens[0].Value}' is not {rule}.");
}

using Xunit;

namespace MlMesh.Tests.Cli.Replay;

public sealed class MistakeTests
{
    [Theory]
    [InlineData("--speed", "slow")]
    [InlineData("--speed", "0")]
    [InlineData("--rate", "-1")]
    [InlineData("--users", "0")]
    [InlineData("--days", "0")]
    [InlineData("--limit", "none")]
    [InlineData("--concurrency", "0")]
    [InlineData("--url", "localhost")]
    [InlineData("--compare", "v2")]
    [InlineData("--compare", "v2=ftp://host")]
    public async Task A_wrong_value_is_refused_before_anything_is_sent(string option, string value)
    {
        var run = await Mlmesh.RunAsync(CancellationToken.None, "replay", option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(value.Split('=')[^1], run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output.Trim());
    }

    [Fact]
    public async Task An_address_where_nothing_answers_is_named_with_the_remedy()
    {
        var run = await Mlmesh.RunAsync(CancellationToken.None, "replay", "--limit", "1", "--url", "http://127.0.0.1:1");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("http://127.0.0.1:1", run.Error, StringComparison.Ordinal);
        Assert.Contains("MlMesh.AppHost", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_flights_is_named()
    {
        using var folder = new FlightFolder();

        Assert.Contains(folder.Path, await MistakeAsync(folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_days_than_there_are_is_a_mistake()
    {
        using var folder = new FlightFolder().With("2001-06-04", "2001-06-04T08:00,AAA,XXX,300,0");

        Assert.Contains("--days 2", await MistakeAsync(folder, "--days", "2"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2001-06-04T08:00,AAA,XXX,300")]
    [InlineData("2001-06-04 08:00,AAA,XXX,300,0")]
    [InlineData("2001-06-04T08:00,AAA,XXX,-1,0")]
    [InlineData("2001-06-04T08:00,AAA,XXX,300,late")]
    [InlineData("2001-06-03T08:00,AAA,XXX,300,0")]
    public async Task A_wrong_line_is_named_by_file_and_number(string line)
    {
        using var folder = new FlightFolder().With("2001-06-04", "2001-06-04T07:00,AAA,XXX,300,0", line);

        Assert.Contains("flights-2001-06-04.csv.gz, line 3", await MistakeAsync(folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_other_columns_is_refused()
    {
        using var folder = new FlightFolder().WithFile("2001-06-04", "a,b\n1,2\n");

        Assert.Contains("scheduled,origin,destination,distance,delay", await MistakeAsync(folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_compressed_is_refused()
    {
        using var folder = new FlightFolder().WithRawFile("2001-06-04", "scheduled,origin,destination,distance,delay\n");

        Assert.Contains("is no gzip file", await MistakeAsync(folder), StringComparison.Ordinal);
    }

    private static async Task<string> MistakeAsync(FlightFolder folder, params string[] args)
    {
        var run = await Mlmesh.RunAsync(CancellationToken.None, ["replay", "--data", folder.Path, "--url", "http://127.0.0.1:1", .. args]);
        Assert.Equal(2, run.ExitCode);
        return run.Error;
    }
}

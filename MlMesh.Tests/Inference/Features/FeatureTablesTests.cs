using MlMesh.Inference.Features;
using Xunit;

namespace MlMesh.Tests.Inference.Features;

public sealed class FeatureTablesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlmesh-tables-").FullName;

    public FeatureTablesTests()
    {
        foreach (var file in (string[])["airports.csv", "routes.csv", "defaults.json"])
            File.Copy(Repository.PathOf("models", "flight-delay", "features", file), Path.Combine(_folder, file));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("airports.csv", null, "cannot be read")]
    [InlineData("routes.csv", "origin,destination,distance\n", "lacks the column late_rate")]
    [InlineData("routes.csv", "origin,destination,distance,late_rate\nORD,LGA,733\n", ":2: has 3 fields")]
    [InlineData("routes.csv", "origin,destination,distance,late_rate\nORD,LGA,far,0.2\n", ":2: distance must be a number, and is 'far'")]
    [InlineData("routes.csv", "origin,destination,distance,late_rate\nORD,LGA,733,NaN\n", ":2: late_rate must be a number")]
    [InlineData("defaults.json", null, "cannot be read")]
    [InlineData("defaults.json", "{", "defaults.json")]
    [InlineData("defaults.json", "{}", "overallLateRate")]
    public void A_broken_table_is_named_with_its_line(string file, string? content, string expected)
    {
        var path = Path.Combine(_folder, file);
        if (content is null)
            File.Delete(path);
        else
            File.WriteAllText(path, content);

        var failure = Assert.Throws<InvalidDataException>(() => FeatureTables.Read(_folder));
        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quoted_name_may_hold_commas_and_quotes()
    {
        File.AppendAllText(Path.Combine(_folder, "airports.csv"), "XXA,\"One, \"\"Two\"\"\",City,ST,1,2,3,0.2,4,0.3\n");
        var airport = FeatureTables.Read(_folder).Airports[^1].Airport;
        Assert.Equal(new Airport("XXA", "One, \"Two\"", "City", "ST", 1, 2), airport);
    }

    [Fact]
    public void Any_change_of_a_table_changes_the_version()
    {
        var before = FeatureTables.Read(_folder).Version;
        File.AppendAllText(Path.Combine(_folder, "routes.csv"), "XXA,XXB,100,1,0.2\n");
        Assert.NotEqual(before, FeatureTables.Read(_folder).Version);
    }
}

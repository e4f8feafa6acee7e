using System.Text.Json;
using MlMesh.Inference.Features;
using Xunit;

namespace MlMesh.Tests.Models;

public sealed class ModelCardTests
{
    private static readonly string[] Versions = ["v1", "v2"];

    public static TheoryData<string> AllVersions => [.. Versions];

    [Theory]
    [InlineData("v1", 0.64, 0.50, 0.163)]
    [InlineData("v2", 0.735, 0.450, 0.143)]
    public void The_model_is_as_good_on_June_as_it_has_to_be(string version, double auc, double logLoss, double brier)
    {
        var june = Card(version).GetProperty("metrics").GetProperty("june");
        Assert.True(Number(june, "auc") >= auc);
        Assert.True(Number(june, "logLoss") <= logLoss);
        Assert.True(Number(june, "brier") <= brier);
        Assert.Equal(502_222, Number(june, "flights"));
    }

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void The_card_names_the_tables_that_lie_beside_it(string version) =>
        Assert.Equal(FeatureTables.Read(Repository.PathOf("models", "flight-delay", "features")).Version, Card(version).GetProperty("featuresVersion").GetString());

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void Every_feature_exists_and_all_that_the_store_holds_have_a_default(string version)
    {
        var features = Card(version).GetProperty("features").EnumerateArray().ToArray();
        FeatureSet.Create(features.Select(feature => new FeatureDefinition(feature.GetProperty("name").GetString()!, null)));
        foreach (var feature in features)
        {
            Assert.Equal(!feature.GetProperty("name").GetString()!.StartsWith("flight:", StringComparison.Ordinal), feature.TryGetProperty("default", out _));
            Assert.False(string.IsNullOrEmpty(feature.GetProperty("unit").GetString()));
        }
    }

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void The_calibration_table_adds_up_to_June(string version)
    {
        var card = Card(version);
        var june = card.GetProperty("metrics").GetProperty("june");
        var bins = card.GetProperty("calibration").EnumerateArray().Where(bin => Number(bin, "flights") > 0).ToArray();
        Assert.Equal(10, card.GetProperty("calibration").GetArrayLength());
        Assert.Equal(Number(june, "flights"), bins.Sum(bin => Number(bin, "flights")));
        Assert.Equal(Number(june, "lateRate"), bins.Sum(bin => Number(bin, "flights") * Number(bin, "observed")) / Number(june, "flights"), 5);
        Assert.Equal(Number(june, "meanPredicted"), bins.Sum(bin => Number(bin, "flights") * Number(bin, "meanPredicted")) / Number(june, "flights"), 5);
        Assert.All(bins, bin => Assert.InRange(Number(bin, "meanPredicted"), Number(bin, "from"), Number(bin, "to")));
    }

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void The_months_add_up_to_the_split(string version)
    {
        var card = Card(version);
        var drift = card.GetProperty("drift").EnumerateArray().ToArray();
        var metrics = card.GetProperty("metrics");
        Assert.Equal(["2001-01", "2001-02", "2001-03", "2001-04", "2001-05", "2001-06"], drift.Select(month => month.GetProperty("month").GetString()!));
        Assert.Equal(Number(metrics.GetProperty("train"), "flights"), drift[..4].Sum(month => Number(month, "flights")));
        Assert.Equal(Number(metrics.GetProperty("validation"), "logLoss"), Number(drift[4], "logLoss"));
        Assert.Equal(Number(metrics.GetProperty("june"), "auc"), Number(drift[5], "auc"));
    }

    [Theory]
    [MemberData(nameof(AllVersions))]
    public void There_are_enough_golden_rows_and_each_fits_the_model(string version)
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("models", "flight-delay", version, "golden.json")));
        var rows = golden.RootElement.GetProperty("rows").EnumerateArray().ToArray();
        Assert.True(rows.Length >= 200);
        var features = Card(version).GetProperty("features").GetArrayLength();
        Assert.All(rows, row => Assert.Equal(features, row.GetProperty("features").GetArrayLength()));
        Assert.All(rows, row => Assert.InRange(Number(row, "probability"), 0, 1));
    }

    [Fact]
    public void What_is_committed_of_the_models_stays_small()
    {
        var bytes = Directory.EnumerateFiles(Repository.PathOf("models", "flight-delay"), "*", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Repository.PathOf("data"))).Sum(file => new FileInfo(file).Length);
        Assert.InRange(bytes, 1, 5_000_000);
    }

    private static JsonElement Card(string version)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("models", "flight-delay", version, "model-card.json")));
        return document.RootElement.Clone();
    }

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}

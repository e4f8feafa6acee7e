using Xunit;

namespace MlMesh.Tests.Mesh.Running;

/// <summary>Rate limits and the policy service in the local run.</summary>
public sealed class LimitTests(LimitedApplication application) : IClassFixture<LimitedApplication>
{
    private const string InferV2 = "/v2/models/flight-delay/versions/v2/infer";

    [Fact]
    public async Task A_user_s_eleventh_prediction_in_a_minute_is_refused_and_another_user_s_first_is_not()
    {
        await LimitedApplication.MinuteHasTimeAsync();

        var ann = await application.PredictAsync(10, _ => [("x-user-id", "ann")]);
        using var eleventh = await application.SendAsync("GET", "/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30", ("x-user-id", "ann"));
        var bob = await application.PredictAsync(1, _ => [("x-user-id", "bob")]);

        Assert.All(ann, status => Assert.Equal(200, status));
        Assert.Equal(429, (int)eleventh.StatusCode);
        Assert.Equal("0", Assert.Single(eleventh.Headers.GetValues("x-ratelimit-remaining")));
        Assert.Equal([200], bob);
    }

    [Fact]
    public async Task Of_fifty_predictions_at_once_exactly_ten_pass()
    {
        await LimitedApplication.MinuteHasTimeAsync();

        var statuses = await application.PredictAsync(50, _ => [("x-user-id", "eve")]);

        Assert.Equal((10, 40), (statuses.Count(status => status == 200), statuses.Count(status => status == 429)));
    }

    [Fact]
    public async Task Who_leaves_the_user_out_or_spells_the_path_otherwise_is_counted_all_the_same()
    {
        await LimitedApplication.MinuteHasTimeAsync();

        var statuses = await application.PredictAsync(15, _ => []);
        using var upperCase = await application.SendAsync("GET", "/PREDICT?origin=ORD");

        Assert.Equal((10, 5), (statuses.Count(status => status == 200), statuses.Count(status => status == 429)));
        Assert.NotEqual(200, (int)upperCase.StatusCode);
    }

    [Fact]
    public async Task Each_instance_of_the_model_has_a_limit_of_its_own()
    {
        var beta = await application.PredictAsync(LimitedApplication.BucketSize + 30, i => [("x-user-id", $"beta-{i}"), ("x-user-group", "beta")], parallel: 8);
        var others = await application.PredictAsync(1, _ => [("x-user-id", "carol")]);

        var passed = beta.Count(status => status == 200);
        // The one request with a role that may use v2 may have taken a token before.
        Assert.InRange(passed, LimitedApplication.BucketSize - 1, LimitedApplication.BucketSize);
        Assert.Equal(beta.Count - passed, beta.Count(status => status == 429));
        Assert.Equal([200], others);
    }

    [Theory]
    [InlineData("engineer", false)]
    [InlineData("analyst", true)]
    [InlineData(null, true)]
    public async Task The_policy_service_says_who_may_use_which_version(string? role, bool refused)
    {
        using var response = await application.SendAsync("POST", InferV2, role is null ? [] : [("x-user-role", role)]);

        Assert.Equal(refused, (int)response.StatusCode == 403);
        if (refused)
            Assert.Contains("no rule allows it", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_policy_service_everything_it_would_be_asked_about_is_refused()
    {
        await application.StopPolicyServiceAsync();
        try
        {
            using var prediction = await application.SendAsync("GET", "/v2/models/flight-delay");
            using var console = await application.SendAsync("GET", "/");

            Assert.Equal((403, 200), ((int)prediction.StatusCode, (int)console.StatusCode));
        }
        finally
        {
            await application.StartPolicyServiceAsync();
        }

        await Eventually.HoldsAsync(async () =>
        {
            using var again = await application.SendAsync("GET", "/v2/models/flight-delay");
            return (int)again.StatusCode == 200;
        });
    }
}

using Microsoft.Extensions.Options;
using MlMesh.Gateway;
using Xunit;

namespace MlMesh.Tests.Gateway;

public class SettingsTests
{
    private const string Address = "--services:model-inference:http:0=http://127.0.0.1:1";

    [Theory]
    [InlineData("services:model-inference:http:0", "")]
    [InlineData("services:model-inference:http:0", "--services:model-inference:http:0=model-inference:8080")]
    [InlineData("services:model-inference:http:0", "--services:model-inference:http:0=http://model-inference:8080/v2")]
    [InlineData("Gateway:ActivityTimeout", Address, "--Gateway:ActivityTimeout=00:00:00")]
    [InlineData("Gateway:ConnectTimeout", Address, "--Gateway:ConnectTimeout=-1")]
    [InlineData("Gateway:MaxRequestBodyBytes", Address, "--Gateway:MaxRequestBodyBytes=0")]
    [InlineData("Gateway:MaxClientConnections", Address, "--Gateway:MaxClientConnections=0")]
    [InlineData("Gateway:MaxUpstreamConnections", Address, "--Gateway:MaxUpstreamConnections=-5")]
    [InlineData("Gateway:Console:RecentPredictions", Address, "--Gateway:Console:RecentPredictions=1001")]
    [InlineData("Gateway:Console:MaxWatchers", Address, "--Gateway:Console:MaxWatchers=0")]
    [InlineData("Dashboard:Url", Address, "--Dashboard:Url=localhost:18888")]
    public void A_missing_or_wrong_setting_stops_the_start_and_is_named(string key, params string[] settings)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => GatewayApplication.Build(["--urls=http://127.0.0.1:0", .. settings]));

        Assert.Contains(key, failure.Message, StringComparison.Ordinal);
    }
}

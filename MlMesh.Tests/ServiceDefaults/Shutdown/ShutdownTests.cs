using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace MlMesh.Tests.ServiceDefaults.Shutdown;

public sealed class ShutdownTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Readiness_turns_red_while_requests_are_still_served_and_then_the_server_closes()
    {
        await using var service = await StartAsync(app => app.MapGet("/hello", () => "hello"));

        var stopping = service.App.StopAsync();
        await _time.Waiting;

        using var ready = await service.Client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("the process is stopping", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("hello", await service.Client.GetStringAsync("/hello"));
        Assert.Contains("healthy", await service.Client.GetStringAsync("/health/live"), StringComparison.Ordinal);
        Assert.False(stopping.IsCompleted);

        _time.Pass(TimeSpan.FromSeconds(30));
        await stopping;
        using var newcomer = new HttpClient { BaseAddress = service.Address };
        await Assert.ThrowsAsync<HttpRequestException>(() => newcomer.GetAsync("/hello"));
    }

    [Fact]
    public async Task A_request_in_flight_finishes()
    {
        var arrived = new TaskCompletionSource();
        var finish = new TaskCompletionSource<string>();
        await using var service = await StartAsync(app => app.MapGet("/slow", () =>
        {
            arrived.SetResult();
            return finish.Task;
        }));
        var request = service.Client.GetStringAsync("/slow");
        await arrived.Task;

        var stopping = service.App.StopAsync();
        await _time.Waiting;
        _time.Pass(TimeSpan.FromSeconds(30));
        finish.SetResult("done");

        Assert.Equal("done", await request);
        await stopping;
    }

    [Theory]
    [InlineData("Shutdown:DrainDelay", "-00:00:01")]
    [InlineData("Shutdown:DrainDelay", "01:00:00")]
    [InlineData("Shutdown:Timeout", "02:00:00")]
    public async Task A_setting_out_of_range_is_refused_by_name(string key, string value)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => TestService.StartAsync(settings: (key, value)));

        Assert.Contains(key, error.Message, StringComparison.Ordinal);
    }

    private Task<TestService> StartAsync(Action<WebApplication> map) => TestService.StartAsync(
        builder => builder.Services.AddSingleton<TimeProvider>(_time), map, ("Shutdown:DrainDelay", "00:00:30"));
}

using System.IO.Pipelines;
using MlMesh.Mesh.Traffic.Http;
using Xunit;

namespace MlMesh.Tests.Mesh.Traffic;

public sealed class RetryTests
{
    [Fact]
    public async Task A_retry_asks_another_pod_than_before()
    {
        using var world = new TrafficWorld(Policy("retries: {attempts: 2, retryOn: 5xx}"));
        world.Answer = (_, request) => Answer(request.Headers.First("x-envoy-attempt-count") == "3" ? 200 : 503);

        for (var i = 0; i < 20; i++)
        {
            world.Asked.Clear();
            Assert.Equal(200, await SendAsync(world));
            Assert.Equal(3, world.Asked.Distinct().Count());
        }
    }

    [Fact]
    public async Task The_last_answer_is_returned_when_no_tries_are_left()
    {
        using var world = new TrafficWorld(Policy("retries: {attempts: 2, retryOn: \"503\"}"));
        world.Answer = (_, _) => Answer(503);

        Assert.Equal(503, await SendAsync(world));
        Assert.Equal(3, world.Asked.Count);
        Assert.Equal(("URX", "via_upstream", 3), (world.Log.Single().Flags, world.Log.Single().Details, world.Log.Single().Attempts));
    }

    [Theory]
    [InlineData(1024 * 1024, 2, false)]
    [InlineData((1024 * 1024) + 1, 1, true)]
    public async Task A_body_is_sent_again_only_while_it_fits_the_buffer(int bytes, int tries, bool tooLarge)
    {
        using var world = new TrafficWorld(Policy("retries: {attempts: 1, retryOn: 5xx}"));
        world.Answer = (_, _) => Answer(503);

        var sending = world.SendAsync("/", new StreamBody(new MemoryStream(new byte[bytes]), bytes));
        await FinishAsync(world, sending);

        Assert.Equal(tries, world.Asked.Count);
        Assert.Equal(tooLarge, world.Log.Single().BodyTooLargeToRetry);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_head_of_a_request_whose_body_is_kept_does_not_wait_for_the_body()
    {
        using var world = new TrafficWorld(Policy("retries: {attempts: 1, retryOn: 5xx}"));
        await SendBodyLateAsync(world);
    }

    [Theory]
    [InlineData(120, 1)]
    [InlineData(5000, 2)]
    public async Task A_short_body_that_is_at_hand_leaves_together_with_its_head_though_nothing_keeps_it(int bytes, int writes)
    {
        using var world = new TrafficWorld(Policy("retries: {attempts: 0}"));

        Assert.Equal(200, (await world.SendAsync("/", new StreamBody(new MemoryStream(new byte[bytes]), bytes))).Status);

        Assert.Equal(writes, world.Writes);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_head_of_a_request_whose_short_body_is_late_does_not_wait_for_it()
    {
        using var world = new TrafficWorld(Policy("retries: {attempts: 0}"));
        await SendBodyLateAsync(world);
    }

    [Fact]
    public async Task Waits_before_retries_double_up_to_ten_times_their_base()
    {
        using var world = new TrafficWorld(Policy("retries: {attempts: 6, retryOn: 5xx, backoff: 100ms}"));
        world.Answer = (_, _) => Answer(503);
        var started = world.Clock.GetTimestamp();

        await SendAsync(world);

        var waited = world.Clock.GetElapsedTime(started);
        Assert.InRange(waited, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(100 + 200 + 400 + 800 + 1000 + 1000));
    }

    [Fact]
    public async Task A_retry_over_the_limit_of_retries_is_not_made()
    {
        using var world = new TrafficWorld(Policy("retries: {attempts: 2, retryOn: 5xx}", "connectionPool: {http: {maxRetries: 1}}"));
        var hold = new TaskCompletionSource();
        world.Answer = async (_, request) =>
        {
            if (request.Target == "/first" && request.Headers.First("x-envoy-attempt-count") == "2")
                await hold.Task;
            return TrafficWorld.Status(503);
        };

        var first = world.SendAsync("/first");
        await world.Clock.WaitForTimerAsync(TimeSpan.FromMilliseconds(25));
        world.Clock.Advance(TimeSpan.FromMilliseconds(25));
        await Until(() => world.Asked.Count == 2);
        Assert.Equal(503, (await world.SendAsync("/second")).Status);
        Assert.Equal(("UO", 1), (world.Log.Single().Flags, world.Log.Single().Attempts));

        hold.SetResult();
        await FinishAsync(world, first);
    }

    [Fact]
    public async Task The_limit_holds_for_each_try_apart()
    {
        using var world = new TrafficWorld(Policy("timeout: 10s\n    retries: {attempts: 1, perTryTimeout: 1s, retryOn: 5xx}"));
        world.Answer = async (_, request) =>
        {
            if (request.Headers.First("x-envoy-attempt-count") == "1")
                await Task.Delay(Timeout.Infinite);
            return TrafficWorld.Status(200);
        };

        var sending = world.SendAsync();
        await Until(() => world.Asked.Count == 1);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, await FinishAsync(world, sending));
        Assert.Equal(2, world.Log.Single().Attempts);
    }

    [Fact]
    public async Task The_routes_timeout_ends_everything()
    {
        using var world = new TrafficWorld(Policy("timeout: 2s\n    retries: {attempts: 3, perTryTimeout: 1500ms, retryOn: 5xx}"));
        world.Answer = async (_, _) =>
        {
            await Task.Delay(Timeout.Infinite);
            return null;
        };

        var sending = world.SendAsync();
        await Until(() => world.Asked.Count == 1);
        world.Clock.Advance(TimeSpan.FromMilliseconds(1500));
        await world.Clock.WaitForTimerAsync(TimeSpan.FromMilliseconds(25));
        world.Clock.Advance(TimeSpan.FromMilliseconds(500));

        Assert.Equal((504, "upstream request timeout"), await sending);
        Assert.Equal(("UT", "response_timeout"), (world.Log.Single().Flags, world.Log.Single().Details));
    }

    private static Task<MeshResponse?> Answer(int status) => Task.FromResult<MeshResponse?>(TrafficWorld.Status(status));

    private static async Task<int> SendAsync(TrafficWorld world) => await FinishAsync(world, world.SendAsync());

    // Lets every back-off pass, in small steps.
    private static async Task<int> FinishAsync(TrafficWorld world, Task<(int Status, string Body)> sending)
    {
        while (!sending.IsCompleted)
        {
            world.Clock.Advance(TimeSpan.FromMilliseconds(5));
            await Task.WhenAny(sending, Task.Delay(1));
        }

        return (await sending).Status;
    }

    private static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
            await Task.Delay(5, patience.Token);
    }

    private static string Policy(string rule, string trafficPolicy = "") => $$$"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: model, namespace: ml}
        spec:
          hosts: [model]
          http:
          - route: [{destination: {host: model}}]
            {{{rule}}}
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: model, namespace: ml}
        spec: {host: model, trafficPolicy: { {{{trafficPolicy}}} }}
        """;

    private static async Task SendBodyLateAsync(TrafficWorld world)
    {
        var pipe = new Pipe();

        var sending = world.SendAsync("/", new StreamBody(pipe.Reader.AsStream(), 2));
        while (world.Asked.IsEmpty)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await pipe.Writer.WriteAsync("ok"u8.ToArray(), TestContext.Current.CancellationToken);
        await pipe.Writer.CompleteAsync();
        Assert.Equal(200, (await sending).Status);
    }
}

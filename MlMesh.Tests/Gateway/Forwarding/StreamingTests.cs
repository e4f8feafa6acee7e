using System.Text;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace MlMesh.Tests.Gateway.Forwarding;

public class StreamingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_first_part_of_an_answer_arrives_before_the_last_is_written()
    {
        var read = new TaskCompletionSource();
        await using var gateway = await GatewayUnderTest.StartAsync(async context =>
        {
            await context.Response.WriteAsync("first");
            await context.Response.Body.FlushAsync();
            await read.Task.WaitAsync(Patience);
            await context.Response.WriteAsync("last");
        });

        using var response = await gateway.Client.GetAsync("/v2", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
        var first = new byte[5];
        await body.ReadExactlyAsync(first, Cancellation);
        read.SetResult();

        Assert.Equal("first", Encoding.UTF8.GetString(first));
        Assert.Equal("last", await new StreamReader(body).ReadToEndAsync(Cancellation));
    }

    [Fact]
    public async Task The_first_part_of_a_body_reaches_inference_before_the_last_is_sent()
    {
        // More than the client's write buffer, which is only sent on when full.
        var first = new string('f', 64 * 1024);
        var arrived = new TaskCompletionSource();
        await using var gateway = await GatewayUnderTest.StartAsync(async context =>
        {
            await context.Request.Body.ReadExactlyAsync(new byte[8 * 1024]);
            arrived.SetResult();
            var rest = await new StreamReader(context.Request.Body).ReadToEndAsync();
            await context.Response.WriteAsync(rest.TrimStart('f'));
        });

        using var response = await gateway.Client.PostAsync("/predict", new TwoPartContent(first, arrived.Task.WaitAsync(Patience), "last"), Cancellation);

        Assert.Equal("last", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task A_caller_that_goes_away_cancels_the_work_upstream()
    {
        var started = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var gateway = await GatewayUnderTest.StartAsync(async context =>
        {
            context.RequestAborted.Register(cancelled.SetResult);
            started.SetResult();
            await cancelled.Task.WaitAsync(Patience);
        });
        using var impatience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var call = gateway.Client.GetAsync("/predict", impatience.Token);
        await started.Task.WaitAsync(Cancellation);
        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await cancelled.Task.WaitAsync(Patience, Cancellation);
    }

    private sealed class TwoPartContent(string first, Task between, string last) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(first));
            await stream.FlushAsync();
            await between;
            await stream.WriteAsync(Encoding.UTF8.GetBytes(last));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}

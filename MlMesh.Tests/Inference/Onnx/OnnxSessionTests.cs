using System.Diagnostics;
using MlMesh.Inference.Onnx;
using Xunit;

namespace MlMesh.Tests.Inference.Onnx;

public sealed class OnnxSessionTests
{
    [Fact]
    public void A_model_says_what_it_takes_and_gives()
    {
        using var session = Load("arithmetic");

        Assert.Equal(["a", "b"], session.Inputs.Select(input => input.Name));
        Assert.Equal(["sum", "product"], session.Outputs.Select(output => output.Name));
        Assert.All(session.Inputs, input => Assert.Equal([-1, 2], input.Shape));
        Assert.All(session.Outputs, output => Assert.Equal(ElementType.Float, output.ElementType));
    }

    [Fact]
    public void The_library_is_the_pinned_version() => Assert.Equal("1.30.0", OnnxRuntime.Instance.Api.LibraryVersion);

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<FileNotFoundException>(() => OnnxSession.Load("/nowhere/model.onnx", new OnnxSessionOptions()));

        Assert.Contains("/nowhere/model.onnx", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_model_fails_with_ONNX_Runtimes_own_words()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "this is not a model");
        try
        {
            var error = Assert.Throws<OnnxException>(() => OnnxSession.Load(path, new OnnxSessionOptions()));

            Assert.Equal(OnnxErrorCode.InvalidProtobuf, error.Code);
            Assert.Contains("Protobuf parsing failed", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_shape_that_the_model_does_not_take_fails_with_ONNX_Runtimes_own_words()
    {
        using var session = Load("arithmetic");
        using var call = session.Rent();
        call.CreateInput<float>(0, [1, 3]).Clear();
        call.CreateInput<float>(1, [1, 3]).Clear();

        var error = Assert.Throws<OnnxException>(() => call.Run([0], CancellationToken.None));

        Assert.Equal(OnnxErrorCode.InvalidArgument, error.Code);
        Assert.Contains("Got invalid dimensions for input", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_failed_can_be_made_again()
    {
        using var session = Load("lookup");
        for (var round = 0; round < 3; round++)
        {
            Assert.Throws<OnnxException>(() => Lookup(session, 99));
            Assert.Equal(20, Lookup(session, 1));
        }
    }

    [Fact]
    public async Task Concurrent_calls_do_not_mix()
    {
        using var session = Load("arithmetic");

        await Parallel.ForEachAsync(Enumerable.Range(0, 5000), new ParallelOptions { MaxDegreeOfParallelism = 8 }, (i, _) =>
        {
            using var call = session.Rent();
            call.CreateInput<float>(0, [1, 2]).Fill(i);
            call.CreateInput<float>(1, [1, 2]).Fill(2);
            call.Run([1, 0], CancellationToken.None);
            Assert.Equal([2f * i, 2f * i], call.OutputData<float>(0, [1, 2]).ToArray());
            Assert.Equal([i + 2f, i + 2f], call.OutputData<float>(1, [1, 2]).ToArray());
            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public void A_run_ends_when_it_is_cancelled_and_the_session_goes_on()
    {
        using var session = Load("slow");
        using (var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(50)))
        using (var call = session.Rent())
        {
            call.CreateInput<long>(0, [1])[0] = long.MaxValue;
            Assert.Throws<OperationCanceledException>(() => call.Run([0], cancelled.Token));
        }

        using var again = session.Rent();
        again.CreateInput<long>(0, [1])[0] = 3;
        again.Run([0], CancellationToken.None);
        Assert.Equal(3, again.OutputData<long>(0, [1])[0]);
    }

    [Fact]
    public void A_call_allocates_nothing_on_the_managed_heap()
    {
        long[] shape = [1, 2];
        int[] outputs = [0, 1];
        using var session = Load("arithmetic");
        for (var i = 0; i < 100; i++)
            Add(session);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Add(session);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Add(OnnxSession session)
        {
            using var call = session.Rent();
            call.CreateInput<float>(0, shape).Fill(1);
            call.CreateInput<float>(1, shape).Fill(2);
            call.Run(outputs, CancellationToken.None);
            if (call.OutputData<float>(0, shape)[0] != 3)
                throw new InvalidOperationException("1 + 2 is 3.");
        }
    }

    [Fact]
    public void Tensors_are_freed_after_each_call()
    {
        const int Rows = 250_000, Calls = 1000;
        using var session = Load("arithmetic");
        Use(session, 10);
        var before = Process.GetCurrentProcess().WorkingSet64;

        Use(session, Calls);

        // Four tensors of 2 MB each in every call: 8 GB if they stayed.
        Assert.InRange(Process.GetCurrentProcess().WorkingSet64 - before, long.MinValue, 1L << 30);

        static void Use(OnnxSession session, int calls)
        {
            for (var i = 0; i < calls; i++)
            {
                using var call = session.Rent();
                call.CreateInput<float>(0, [Rows, 2]).Fill(1);
                call.CreateInput<float>(1, [Rows, 2]).Fill(1);
                call.Run([0, 1], CancellationToken.None);
            }
        }
    }

    private static float Lookup(OnnxSession session, long index)
    {
        using var call = session.Rent();
        call.CreateInput<long>(0, [1])[0] = index;
        call.Run([0], CancellationToken.None);
        return call.OutputData<float>(0, [1])[0];
    }

    private static OnnxSession Load(string name) =>
        OnnxSession.Load(Repository.PathOf("MlMesh.Tests", "Inference", "Models", name, "1", "model.onnx"), new OnnxSessionOptions());
}

using MlMesh.Mesh.Resources;
using Xunit;

namespace MlMesh.Tests.Mesh.Resources;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData("1.5s", 1500)]
    [InlineData("300ms", 300)]
    [InlineData("1h2m3s", 3_723_000)]
    [InlineData("0", 0)]
    [InlineData("-2s", -2000)]
    [InlineData("+2s", 2000)]
    [InlineData(".5s", 500)]
    [InlineData("1us", 0.001)]
    public void Durations_of_Go_are_read(string text, double milliseconds)
    {
        Assert.True(GoDuration.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromMicroseconds(milliseconds * 1000), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("5 s")]
    [InlineData("5d")]
    [InlineData("1s ")]
    [InlineData("9999999999999h")]
    [InlineData("9223372036854775807h")]
    [InlineData("2000000h2000000h")]
    public void Other_texts_are_refused(string text) => Assert.False(GoDuration.TryParse(text, out _));

    [Theory]
    [InlineData(1500, "1.5s")]
    [InlineData(300, "300ms")]
    [InlineData(90_000, "1m30s")]
    [InlineData(3_600_000, "1h0m0s")]
    [InlineData(0, "0s")]
    public void Durations_are_written_as_Go_writes_them(double milliseconds, string text) => Assert.Equal(text, GoDuration.Format(TimeSpan.FromMilliseconds(milliseconds)));
}

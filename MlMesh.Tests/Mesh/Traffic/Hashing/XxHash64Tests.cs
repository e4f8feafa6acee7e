using System.Text;
using MlMesh.Mesh.Traffic.Hashing;
using Xunit;

namespace MlMesh.Tests.Mesh.Traffic.Hashing;

public sealed class XxHash64Tests
{
    [Theory]
    [InlineData("", 0, 0xEF46DB3751D8E999)]
    [InlineData("a", 0, 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0, 0x44BC2CF5AD770999)]
    [InlineData("xxhash", 0, 0x32DD38952C4BC720)]
    [InlineData("xxhash", 20141025, 0xB559B98D844E0635)]
    [InlineData("Nobody inspects the spammish repetition", 0, 0xFBCEA83C8A378BF1)]
    public void It_gives_the_published_values(string text, ulong seed, ulong expected) => Assert.Equal(expected, XxHash64.Compute(Encoding.ASCII.GetBytes(text), seed));
}

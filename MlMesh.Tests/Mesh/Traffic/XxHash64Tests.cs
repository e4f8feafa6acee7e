using System.Text;
using MlMesh.Mesh.Traffic.Hashing;
using Xunit;

namespace MlMesh.Tests.Mesh.Traffic;

public sealed class XxHash64Tests
{
    /// <summary>Published values: the reference implementation's and python-xxhash's documentation.</summary>
    [Theory]
    [InlineData("", 0, 0xEF46DB3751D8E999)]
    [InlineData("a", 0, 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0, 0x44BC2CF5AD770999)]
    [InlineData("xxhash", 20141025, 0xB559B98D844E0635)]
    [InlineData("Nobody inspects the spammish repetition", 0, 0xFBCEA83C8A378BF1)]
    public void A_text_has_the_published_hash(string text, ulong seed, ulong hash) => Assert.Equal(hash, XxHash64.Compute(Encoding.ASCII.GetBytes(text), seed));
}

using MlMesh.Mesh.Routing.Paths;
using Xunit;

namespace MlMesh.Tests.Mesh.Routing.Paths;

public sealed class PathNormalizerTests
{
    [Theory]
    [InlineData("/a/b", "/a/b")]
    [InlineData("/a//b", "/a//b")]
    [InlineData("/a/./b", "/a/b")]
    [InlineData("/a/../b", "/b")]
    [InlineData("/../../b", "/b")]
    [InlineData("/a/..", "/")]
    [InlineData("/a/.", "/a/")]
    [InlineData("/a/...", "/a/...")]
    [InlineData("/a/.b", "/a/.b")]
    [InlineData("/a/b..", "/a/b..")]
    [InlineData("/a/%2e%2E/b", "/b")]
    [InlineData("/a/.%2e/b", "/b")]
    [InlineData("/a/..;/b", "/a/..;/b")]
    [InlineData("/models/a//../secret", "/models/a/secret")]
    [InlineData(@"/a\b", "/a/b")]
    [InlineData(@"/\admin", "//admin")]
    [InlineData(@"/a\..\b", "/b")]
    [InlineData("/%66oo%2D%5F%7E%2e", "/foo-_~.")]
    [InlineData("/a%2Fb%5cc%3b%20%25", "/a%2Fb%5cc%3b%20%25")]
    [InlineData("/%zz%4", "/%zz%4")]
    [InlineData("/%252e%252e/", "/%252e%252e/")]
    [InlineData("/%%300", "/%2500")]
    [InlineData("/%%30%30", "/%2500")]
    [InlineData("/a b\"<>^`{|}", "/a%20b%22%3C%3E%5E%60%7B%7C%7D")]
    [InlineData("/é", "/%C3%A9")]
    [InlineData("/a/../b?x=/../y\\z%2e", "/b?x=/../y\\z%2e")]
    [InlineData("/a#b", "/a")]
    [InlineData("/a?x#b", "/a?x")]
    [InlineData("*", "*")]
    public void BASE_resolves_dots_and_backslashes_and_decodes_unreserved_escapes(string target, string expected) => Assert.Equal(expected, Normalize(target, PathNormalizationMode.Base));

    [Theory]
    [InlineData("/a//b///c", "/a/b/c")]
    [InlineData("//a", "/a")]
    [InlineData("/a//", "/a/")]
    [InlineData("///", "//")]
    [InlineData("/a//../b", "/a/b")]
    [InlineData("/a%2F/b", "/a%2F/b")]
    [InlineData("/a?x=//", "/a?x=//")]
    public void MERGE_SLASHES_makes_runs_one(string target, string expected) => Assert.Equal(expected, Normalize(target, PathNormalizationMode.MergeSlashes));

    [Theory]
    [InlineData("/a%2Fb", "/a/b")]
    [InlineData("/a%2f/b", "/a/b")]
    [InlineData("/a%5Cb", "/a/b")]
    [InlineData("/a/%2e%2e%2fb", "/b")]
    [InlineData("/a?x=%2F", "/a?x=%2F")]
    public void DECODE_AND_MERGE_SLASHES_decodes_slashes_first(string target, string expected) => Assert.Equal(expected, Normalize(target, PathNormalizationMode.DecodeAndMergeSlashes));

    [Theory]
    [InlineData("/a/../b//c%2e", "/a/../b//c%2e")]
    [InlineData("/a#b", "/a")]
    public void NONE_only_drops_the_fragment(string target, string expected) => Assert.Equal(expected, Normalize(target, PathNormalizationMode.None));

    [Theory]
    [InlineData("/%00")]
    [InlineData("/a/../%00")]
    public void An_escaped_zero_byte_is_refused(string target) => Assert.False(PathNormalizer.TryNormalize(target, PathNormalizationMode.Base, out _));

    [Fact]
    public void A_zero_byte_in_the_query_is_none_of_the_paths_business() => Assert.True(PathNormalizer.TryNormalize("/?%00", PathNormalizationMode.Base, out _));

    [Fact]
    public void A_normal_path_is_returned_as_it_is()
    {
        const string Path = "/v1/models/a.b/predict?x=%2e%2e";

        Assert.Same(Path, Normalize(Path, PathNormalizationMode.MergeSlashes));
    }

    private static string Normalize(string target, PathNormalizationMode mode)
    {
        Assert.True(PathNormalizer.TryNormalize(target, mode, out var path));
        return path;
    }
}

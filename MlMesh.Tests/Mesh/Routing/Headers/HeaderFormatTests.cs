using Microsoft.Extensions.Primitives;
using MlMesh.Mesh.Routing.Headers;
using Xunit;

namespace MlMesh.Tests.Mesh.Routing.Headers;

public sealed class HeaderFormatTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("100%%", "100%")]
    [InlineData("%REQ(x-user)%", "ada")]
    [InlineData("%REQ(X-User)%", "ada")]
    [InlineData("<%REQ(x-user)%-%REQ(:path)%>", "<ada-/v1>")]
    [InlineData("%REQ(x-missing)%", "")]
    [InlineData("%REQ(x-missing?x-user)%", "ada")]
    [InlineData("%REQ(x-user?x-twice)%", "ada")]
    [InlineData("%REQ(x-user):2%", "ad")]
    [InlineData("%REQ(x-twice)%", "first")]
    [InlineData("%RESP(x-model)%", "v2")]
    [InlineData("%PROTOCOL%", "PROTOCOL()")]
    [InlineData("%START_TIME(%s)%", "START_TIME(%s)")]
    [InlineData("%UPSTREAM_HOST%:1", "UPSTREAM_HOST():1")]
    [InlineData("50%", "50%")]
    [InlineData("%lower%", "%lower%")]
    public void Commands_are_replaced_by_what_they_mean(string format, string expected) => Assert.Equal(expected, HeaderFormat.Parse(format).Evaluate(new Known()));

    [Fact]
    public void A_value_without_command_is_literal()
    {
        Assert.True(HeaderFormat.Parse("a%%b").IsLiteral);
        Assert.Equal("a%b", HeaderFormat.Parse("a%%b").Text);
        Assert.False(HeaderFormat.Parse("%REQ(a)%").IsLiteral);
    }

    private sealed class Known : ISubstitutions
    {
        public StringValues RequestHeader(string name) => name switch { "x-user" => "ada", ":path" => "/v1", "x-twice" => new StringValues(["first", "second"]), _ => default };

        public StringValues ResponseHeader(string name) => name == "x-model" ? "v2" : default(StringValues);

        public string? Command(string command, string argument) => $"{command}({argument})";
    }
}

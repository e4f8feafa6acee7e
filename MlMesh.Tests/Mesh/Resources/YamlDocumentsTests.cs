using System.Text;
using MlMesh.Mesh.Resources.Yaml;
using Xunit;

namespace MlMesh.Tests.Mesh.Resources;

public sealed class YamlDocumentsTests
{
    [Theory]
    [InlineData("text", ScalarKind.Text, "text")]
    [InlineData("'12'", ScalarKind.Text, "12")]
    [InlineData("!!str 12", ScalarKind.Text, "12")]
    [InlineData("~", ScalarKind.Null, "")]
    [InlineData("Null", ScalarKind.Null, "")]
    [InlineData("on", ScalarKind.Boolean, "true")]
    [InlineData("No", ScalarKind.Boolean, "false")]
    [InlineData("12", ScalarKind.WholeNumber, "12")]
    [InlineData("-12", ScalarKind.WholeNumber, "-12")]
    [InlineData("+12", ScalarKind.WholeNumber, "12")]
    [InlineData("1_000", ScalarKind.WholeNumber, "1000")]
    [InlineData("010", ScalarKind.WholeNumber, "8")]
    [InlineData("0x1F", ScalarKind.WholeNumber, "31")]
    [InlineData("0b11", ScalarKind.WholeNumber, "3")]
    [InlineData("089", ScalarKind.WholeNumber, "89")]
    [InlineData("1e3", ScalarKind.WholeNumber, "1000")]
    [InlineData("1.5", ScalarKind.FractionalNumber, "1.5")]
    [InlineData(".5", ScalarKind.FractionalNumber, "0.5")]
    [InlineData("10.0.0.1", ScalarKind.Text, "10.0.0.1")]
    [InlineData("1.5s", ScalarKind.Text, "1.5s")]
    [InlineData("2001-06-04", ScalarKind.Text, "2001-06-04")]
    [InlineData("0xZZ", ScalarKind.Text, "0xZZ")]
    [InlineData("99999999999999999999999", ScalarKind.FractionalNumber, "1E+23")]
    public void Scalars_are_what_Kubernetes_takes_them_for(string yaml, ScalarKind kind, string text)
    {
        var value = Assert.IsType<YamlScalar>(Read("a: " + yaml)["a"]);

        Assert.Equal((kind, text), (value.Kind, value.Text));
    }

    [Fact]
    public void Aliases_and_merge_keys_are_resolved_and_own_fields_win()
    {
        var root = Read("base: &b {x: 1, z: 2}\nuse: {<<: *b, z: 3}\nagain: *b");

        Assert.Equal(("1", "3"), (((YamlScalar)root["use"]!["x"]!).Text, ((YamlScalar)root["use"]!["z"]!).Text));
        Assert.Equal("2", ((YamlScalar)root["again"]!["z"]!).Text);
    }

    [Fact]
    public void A_repeated_key_is_reported_and_the_last_counts()
    {
        var reports = new List<(int Line, string Message)>();

        var root = YamlDocuments.Read("a: 1\nb: 2\na: 3", (line, message) => reports.Add((line, message))).Single();

        Assert.Equal("3", ((YamlScalar)root["a"]!).Text);
        Assert.Equal((3, "key \"a\" already set in map"), Assert.Single(reports));
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character() =>
        Assert.Equal("x\ufffd", Assert.IsType<YamlScalar>(Read("a: x" + '\ud800')["a"]).Text);

    [Fact]
    public void Empty_documents_are_left_out() => Assert.Equal(2, YamlDocuments.Read("---\n---\na: 1\n---\n# nothing\n---\nb: 2\n...\n", Ignore).Count());

    [Fact]
    public void A_bomb_of_aliases_is_refused_quickly()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++)
            bomb.Append('a').Append(i).Append(": &a").Append(i).Append(" [").AppendJoin(", ", Enumerable.Repeat("*a" + (i - 1), 10)).Append("]\n");

        Assert.Throws<YamlSyntaxException>(() => YamlDocuments.Read(bomb.ToString(), Ignore).ToList());
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Bottomless_nesting_is_refused(char bracket) =>
        Assert.Throws<YamlSyntaxException>(() => YamlDocuments.Read(new string(bracket, 20_000), Ignore).ToList());

    [Fact]
    public void A_file_beyond_the_limit_is_refused() =>
        Assert.Throws<YamlSyntaxException>(() => YamlDocuments.Read(new string(' ', YamlDocuments.MaxLength + 1), Ignore));

    [Theory]
    [InlineData("a: *nowhere")]
    [InlineData("a: [1, 2")]
    [InlineData("a: b: c")]
    [InlineData("a: \"open")]
    [InlineData("a:\n\t- 1\n  - b: :\n\t c")]
    [InlineData("? [a]\n: b")]
    [InlineData("a: {<<: b}")]
    public void What_is_no_YAML_is_refused_with_a_line(string yaml)
    {
        var refusal = Assert.Throws<YamlSyntaxException>(() => YamlDocuments.Read(yaml, Ignore).ToList());

        Assert.True(refusal.Line > 0);
    }

    private static YamlNode Read(string yaml) => YamlDocuments.Read(yaml, Ignore).Single();

    private static void Ignore(int line, string message)
    {
    }
}

using MlMesh.LocalServices.Authorization;
using Xunit;

namespace MlMesh.Tests.LocalServices.Authorization;

/// <summary>Who may use which model version, by the table that is shipped and by tables that are wrong.</summary>
public sealed class DecisionTableTests
{
    private static readonly DecisionTable Shipped = DecisionTableReader.Read(Repository.PathOf("istio-overlays", "components", "opa", "decisions.yaml"));

    public static TheoryData<string, string, string, bool> Cases => [.. Shipped.Cases.Select(each => (each.Role, each.Method, each.Path, each.Allow))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_shipped_table_comes_to_what_its_cases_say(string role, string method, string path, bool allow) =>
        Assert.Equal(allow, Shipped.Decide(role, method, path).Allow);

    [Fact]
    public void Every_rule_of_the_shipped_table_decides_some_case()
    {
        var used = Shipped.Cases.Select(each => Shipped.Decide(each.Role, each.Method, each.Path).Rule).ToHashSet();

        Assert.All(Shipped.Rules, rule => Assert.Contains(rule.Name, used));
    }

    [Theory]
    [InlineData("//predict")]
    [InlineData("/%70redict")]
    [InlineData("/x/../predict")]
    [InlineData("/./predict")]
    [InlineData("/predict\\")]
    [InlineData("/predict/")]
    [InlineData("predict")]
    public void A_path_that_others_could_read_differently_is_nobody_s(string path) => Assert.Equal(new Decision(false, null), Shipped.Decide("engineer", "GET", path));

    [Fact]
    public void The_first_rule_that_matches_decides()
    {
        var table = Parse("""
            rules:
            - {name: not deletes, allow: false, roles: ["*"], methods: [DELETE], paths: [/a/**]}
            - {name: all else, allow: true, roles: ["*"], methods: [GET, DELETE], paths: [/a/**]}
            cases: []
            """);

        Assert.Equal(new Decision(false, "not deletes"), table.Decide("", "DELETE", "/a/b/c"));
        Assert.Equal(new Decision(true, "all else"), table.Decide("", "GET", "/a/b/c"));
        Assert.Equal(new Decision(false, null), table.Decide("", "GET", "/b"));
    }

    [Theory]
    [InlineData("rules: []\ncases: []\nelse: 1", "table.yaml(3): unknown field else")]
    [InlineData("rules:\n- {name: a, allow: yes please, roles: [a], methods: [GET], paths: [/]}\ncases: []", "table.yaml(2): allow must be true or false")]
    [InlineData("rules:\n- {name: a, allow: true, roles: [], methods: [GET], paths: [/]}\ncases: []", "table.yaml(2): roles must be a list with something in it")]
    [InlineData("rules:\n- {name: a, allow: true, role: [a], methods: [GET], paths: [/]}\ncases: []", "table.yaml(2): unknown field role")]
    [InlineData("cases: []", "table.yaml(1): rules must be a list")]
    [InlineData("", "table.yaml(1): a mapping with rules is expected")]
    public void A_table_that_is_wrong_is_not_read_by_half(string text, string message) => Assert.StartsWith(message, Assert.Throws<InvalidDataException>(() => Parse(text)).Message, StringComparison.Ordinal);

    private static DecisionTable Parse(string text) => new DecisionTableReader("table.yaml").Parse(text);
}

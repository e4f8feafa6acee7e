using MlMesh.Mesh.PolicyTests.Checks;
using MlMesh.Mesh.PolicyTests.Validator;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.PolicyTests.Reading;

/// <summary>Reads test files.</summary>
internal sealed class TestFileReader(string file)
{
    private static readonly string[] FileFields = ["policy", "with", "mesh", "defaults", "tests"];
    private static readonly string[] DefaultFields = [.. QuestionReader.CallerFields, "expect"];

    private readonly List<Finding> _findings = [];
    private readonly List<PolicyTest> _tests = [];

    public PolicyTestFile Read(string text)
    {
        var result = new PolicyTestFile { File = file };
        try
        {
            foreach (var document in YamlDocuments.Read(text, (line, message) => Report(line, message)))
                result = Read(document, result);
        }
        catch (YamlSyntaxException e)
        {
            Report(e.Line, e.Message);
        }
        catch (TestSyntaxException e)
        {
            Report(e.Line, e.Message);
        }

        // A file that tests nothing would pass, whatever became of what it was to hold.
        if (_tests.Count == 0 && _findings.Count == 0)
            Report(1, "the file holds no test; add one under tests, with request and expect");
        return result with { Tests = _tests, Findings = _findings };
    }

    private PolicyTestFile Read(YamlNode document, PolicyTestFile result)
    {
        if (document["testCases"] is { } cases)
        {
            var reader = new ValidatorCaseReader(file);
            _tests.AddRange(cases.Items("testCases").Select(node => Guarded(() => reader.Read(node))).OfType<PolicyTest>());
            return result with { IsForeign = true };
        }

        document.Fields("a test file", FileFields);
        var defaults = document["defaults"];
        defaults?.Fields("defaults", DefaultFields);
        var inherited = defaults?["expect"] is { } expect ? ExpectationReader.Read(expect) : [];
        foreach (var node in document["tests"]?.Items("tests") ?? [])
        {
            if (Guarded(() => Test(node, defaults, inherited)) is { } test)
                _tests.Add(test);
        }

        return result with
        {
            Policies = Texts(document["policy"], "policy"),
            Components = Texts(document["with"], "with"),
            Mesh = document["mesh"]?.Text("mesh"),
        };
    }

    private static IReadOnlyList<string> Texts(YamlNode? node, string what) => node switch
    {
        null => [],
        YamlSequence several => [.. several.Items.Select(item => item.Text(what))],
        _ => [node.Text(what)],
    };

    private PolicyTest Test(YamlNode node, YamlNode? defaults, IReadOnlyList<Expectation> inherited)
    {
        node.Fields("a test", QuestionReader.TestFields);
        var own = node["expect"] is { } expect ? ExpectationReader.Read(expect) : throw new TestSyntaxException(node.Line, "the test expects nothing; add expect");
        var questions = QuestionReader.Read(node, defaults);
        var expectations = ExpectationReader.Merge(own, inherited);
        if (expectations.Count == 0)
            throw new TestSyntaxException(node.Line, "the test expects nothing; state under expect what is to be compared");
        return new PolicyTest
        {
            Name = node["name"]?.Text("name") ?? $"{questions[0].Method} {questions[0].Authority}{questions[0].Target}",
            Location = new SourceLocation(file, node.Line),
            Questions = questions,
            Expectations = expectations,
        };
    }

    private PolicyTest? Guarded(Func<PolicyTest> read)
    {
        try
        {
            return read();
        }
        catch (TestSyntaxException e)
        {
            Report(e.Line, e.Message);
            return null;
        }
    }

    private void Report(int line, string message) => _findings.Add(new Finding
    {
        Severity = FindingSeverity.Error,
        Origin = FindingOrigin.Syntax,
        Location = new SourceLocation(file, line),
        Message = message,
    });
}

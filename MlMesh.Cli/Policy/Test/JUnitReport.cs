using System.Globalization;
using System.Text;
using System.Xml;

namespace MlMesh.Cli.Policy.Test;

/// <summary>Results as JUnit XML: a suite per file, and one for the coverage that is asked for.</summary>
internal static class JUnitReport
{
    private const string Coverage = "coverage";

    // Some readers of JUnit take a byte order mark for text before the XML.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <exception cref="CommandException">The file cannot be written.</exception>
    public static void Write(TestRunResult run, double? failUnder, string file)
    {
        if (string.IsNullOrWhiteSpace(file))
            throw new CommandException("--junit names no file. Write one, such as --junit policy-tests.xml.");
        try
        {
            using var xml = XmlWriter.Create(file, new XmlWriterSettings { Indent = true, Encoding = Utf8 });
            xml.WriteStartElement("testsuites");
            foreach (var suite in run.Files)
                Write(xml, suite);
            if (failUnder is { } least)
                Write(xml, run, least);
            xml.WriteEndElement();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandException($"--junit {file}: {e.Message}");
        }
    }

    private static void Write(XmlWriter xml, TestFileResult suite)
    {
        Start(xml, suite.File, suite.Results.Count + suite.Errors.Count, suite.Results.Count(result => !result.Passed), suite.Errors.Count);
        foreach (var error in suite.Errors)
        {
            Start(xml, suite.File, error.Location.ToString());
            xml.WriteStartElement("error");
            xml.WriteAttributeString("message", Clean(error.ToString()));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        foreach (var result in suite.Results)
        {
            Start(xml, suite.File, result.Test.Name);
            foreach (var failure in result.Failures)
                Fail(xml, failure.Message, $"{failure.Location}{(failure.Route is { } route ? $", route {route}" : "")}");

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, TestRunResult run, double least)
    {
        var missed = run.Coverage.Routes.Where(route => !route.IsMet).Select(route => $"not covered: {route.Location}");
        var isMissed = run.Coverage.Percent < least;
        Start(xml, Coverage, 1, isMissed ? 1 : 0, 0);
        Start(xml, Coverage, Coverage);
        if (isMissed)
            Fail(xml, string.Create(CultureInfo.InvariantCulture, $"{run.Coverage.Percent:0.#} % of the routes are covered, fewer than the {least} % that --fail-under asks for"), string.Join('\n', missed));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Start(XmlWriter xml, string suite, int tests, int failures, int errors)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", suite);
        xml.WriteAttributeString("tests", Text(tests));
        xml.WriteAttributeString("failures", Text(failures));
        xml.WriteAttributeString("errors", Text(errors));
    }

    private static void Start(XmlWriter xml, string suite, string name)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", suite);
        xml.WriteAttributeString("name", Clean(name));
    }

    private static void Fail(XmlWriter xml, string message, string where)
    {
        xml.WriteStartElement("failure");
        xml.WriteAttributeString("message", Clean(message));
        xml.WriteString(Clean(where));
        xml.WriteEndElement();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // XML 1.0 has no form for most control characters.
    private static string Clean(string text) => string.Concat(text.Where(XmlConvert.IsXmlChar));
}

using System.Globalization;
using System.Xml;

namespace MlMesh.Cli.Policy.Test;

/// <summary>Results as JUnit XML, a suite per file.</summary>
internal static class JUnitReport
{
    /// <exception cref="CommandException">The file cannot be written.</exception>
    public static void Write(TestRunResult run, string file)
    {
        try
        {
            using var xml = XmlWriter.Create(file, new XmlWriterSettings { Indent = true });
            xml.WriteStartElement("testsuites");
            foreach (var suite in run.Files)
                Write(xml, suite);
            xml.WriteEndElement();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"--junit {file}: {e.Message}");
        }
    }

    private static void Write(XmlWriter xml, TestFileResult suite)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", suite.File);
        xml.WriteAttributeString("tests", Text(suite.Results.Count + suite.Errors.Count));
        xml.WriteAttributeString("failures", Text(suite.Results.Count(result => !result.Passed)));
        xml.WriteAttributeString("errors", Text(suite.Errors.Count));
        foreach (var error in suite.Errors)
        {
            Start(xml, suite, error.Location.ToString());
            xml.WriteStartElement("error");
            xml.WriteAttributeString("message", Clean(error.ToString()));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        foreach (var result in suite.Results)
        {
            Start(xml, suite, result.Test.Name);
            foreach (var failure in result.Failures)
            {
                xml.WriteStartElement("failure");
                xml.WriteAttributeString("message", Clean(failure.Message));
                xml.WriteString(Clean($"{failure.Location}{(failure.Route is { } route ? $", route {route}" : "")}"));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Start(XmlWriter xml, TestFileResult suite, string name)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", suite.File);
        xml.WriteAttributeString("name", Clean(name));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // XML 1.0 has no form for most control characters.
    private static string Clean(string text) => string.Concat(text.Where(XmlConvert.IsXmlChar));
}

using System.Globalization;
using System.Xml;

namespace MlMesh.Cli.Verify.Output;

/// <summary>Results as JUnit XML, one suite.</summary>
internal static class VerifyJUnit
{
    /// <exception cref="CommandException">The file cannot be written.</exception>
    public static void Write(IReadOnlyList<CheckedLine> lines, string file)
    {
        try
        {
            using var xml = XmlWriter.Create(file, new XmlWriterSettings { Indent = true });
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", "mlmesh verify");
            xml.WriteAttributeString("tests", Text(lines.Count));
            xml.WriteAttributeString("failures", Text(lines.Count(line => line.Result.Status == CheckStatus.Failed)));
            xml.WriteAttributeString("skipped", Text(lines.Count(line => line.Result.Status == CheckStatus.NotApplied)));
            foreach (var line in lines)
                Write(xml, line);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"--junit {file}: {e.Message}");
        }
    }

    private static void Write(XmlWriter xml, CheckedLine line)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", "mlmesh.verify");
        xml.WriteAttributeString("name", line.Check.Name);
        xml.WriteAttributeString("time", line.Duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture));
        switch (line.Result.Status)
        {
            case CheckStatus.Failed:
                xml.WriteStartElement("failure");
                xml.WriteAttributeString("message", Clean($"expected {line.Result.Expected}; seen: {line.Result.Evidence}"));
                xml.WriteString(Clean($"{string.Join('\n', line.Ran)}\nnext: {line.Result.Next}"));
                xml.WriteEndElement();
                break;
            case CheckStatus.NotApplied:
                xml.WriteStartElement("skipped");
                xml.WriteAttributeString("message", Clean(line.Result.Evidence));
                xml.WriteEndElement();
                break;
            default:
                xml.WriteElementString("system-out", Clean(line.Result.Evidence));
                break;
        }

        xml.WriteEndElement();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // XML 1.0 has no form for most control characters.
    private static string Clean(string text) => string.Concat(text.Where(XmlConvert.IsXmlChar));
}

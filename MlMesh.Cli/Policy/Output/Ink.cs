namespace MlMesh.Cli.Policy.Output;

/// <summary>Colours, only on a terminal and only when the user has not said no (https://no-color.org).</summary>
internal sealed class Ink
{
    private readonly bool _isOn;

    private Ink(bool isOn) => _isOn = isOn;

    /// <summary>The ink for a writer.</summary>
    public static Ink For(TextWriter writer) => new(
        ReferenceEquals(writer, Console.Out) && !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb");

    public string Good(string text) => Paint("32", text);

    public string Bad(string text) => Paint("31", text);

    public string Warn(string text) => Paint("33", text);

    public string Dim(string text) => Paint("2", text);

    public string Strong(string text) => Paint("1", text);

    private string Paint(string code, string text) => _isOn ? $"\e[{code}m{text}\e[0m" : text;
}

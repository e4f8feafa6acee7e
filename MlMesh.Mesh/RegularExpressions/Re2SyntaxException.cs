namespace MlMesh.Mesh.RegularExpressions;

/// <summary>RE2 refuses a pattern. The message is that of Go's regexp/syntax.</summary>
public sealed class Re2SyntaxException : FormatException
{
    /// <summary>An error with Go's words.</summary>
    /// <param name="code">What is wrong.</param>
    /// <param name="expression">The part of the pattern that is wrong.</param>
    public Re2SyntaxException(string code, string expression)
        : base($"error parsing regexp: {code}: `{expression}`")
    {
    }

    /// <inheritdoc />
    public Re2SyntaxException()
    {
    }

    /// <inheritdoc />
    public Re2SyntaxException(string message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public Re2SyntaxException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

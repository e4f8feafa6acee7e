using Microsoft.Extensions.Primitives;

namespace MlMesh.Mesh.Routing.Headers;

/// <summary>What Envoy's <c>%…%</c> commands in header values mean for one request.</summary>
public interface ISubstitutions
{
    /// <summary>Lines of a request header as the request looks at this moment.</summary>
    /// <param name="name">Name in lower case, pseudo-headers included.</param>
    StringValues RequestHeader(string name);

    /// <summary>Lines of a response header; empty while there is no answer.</summary>
    /// <param name="name">Name in lower case, <c>:status</c> included.</param>
    StringValues ResponseHeader(string name);

    /// <summary>The value of any other command; none when there is nothing to say.</summary>
    /// <param name="command">The command's name, for example <c>DOWNSTREAM_REMOTE_ADDRESS</c>.</param>
    /// <param name="argument">What stands in its parentheses; empty without.</param>
    string? Command(string command, string argument);
}

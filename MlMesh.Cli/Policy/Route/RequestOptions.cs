using System.CommandLine;
using MlMesh.Mesh.Explaining;

namespace MlMesh.Cli.Policy.Route;

/// <summary>The options that describe a request.</summary>
/// <param name="required">Whether a request must be given.</param>
internal sealed class RequestOptions(bool required)
{
    private readonly Option<string?> _request = new("--request", "-r") { Description = "The request, as 'METHOD URL' or a URL", HelpName = "request", Required = required };
    private readonly Option<string[]> _headers = new("--header", "-H") { Description = "A header, as 'name: value'; repeatable. Host changes the authority, not where the connection goes", HelpName = "header" };
    private readonly Option<string?> _source = new("--source") { Description = "The workload that calls, as name or namespace/name; its pod's, app label's or service account's name", HelpName = "workload" };
    private readonly Option<string?> _identity = new("--identity") { Description = "The caller's identity: spiffe://…, or namespace/service-account; without it, the source's own", HelpName = "identity" };
    private readonly Option<string?> _gateway = new("--gateway")
    {
        Description = "The request enters from outside, at this Gateway (name or namespace/name); without a name, at the first",
        HelpName = "gateway",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _client = new("--client-ip") { Description = "Address of the client, where policies ask for it", HelpName = "ip" };
    private readonly Option<string[]> _claims = new("--claim") { Description = "A claim of the caller's verified token, as name=value; repeatable, values of one name become a list", HelpName = "claim" };

    private readonly Option<string?> _token = new("--token") { Description = "A JSON web token, sent as Authorization: Bearer and verified by the keys that the policy states", HelpName = "jwt" };

    public void AddTo(Command command)
    {
        command.Add(_request);
        command.Add(_headers);
        command.Add(_source);
        command.Add(_identity);
        command.Add(_gateway);
        command.Add(_client);
        command.Add(_claims);
        command.Add(_token);
    }

    /// <summary>Whether a request is given.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_request) is not null;

    /// <summary>The question that the options ask.</summary>
    /// <exception cref="CommandException">One of them is malformed.</exception>
    public RequestQuestion Question(ParseResult parsed)
    {
        var isAtGateway = parsed.GetResult(_gateway) is not null;
        var line = RequestLineText.Parse(parsed.GetValue(_request)!);
        var headers = (parsed.GetValue(_headers) ?? []).Select(HeaderText.Parse).ToList();
        var host = headers.FindLast(header => header.Key == "host");
        if (line.Authority.Length == 0 && host.Key is null)
            throw new CommandException($"The request '{parsed.GetValue(_request)}' names no host. Write the whole URL, or add -H 'Host: …'.");
        var claims = parsed.GetValue(_claims) ?? [];
        if (parsed.GetValue(_token) is not null && claims.Length > 0)
            throw new CommandException("--token and --claim each describe the caller's token. Give one of them: the claims of a --token are in it.");
        if (parsed.GetValue(_token) is { } token)
            headers.Add(KeyValuePair.Create("authorization", $"Bearer {token}"));
        return new RequestQuestion
        {
            Method = line.Method,
            Target = line.Target,
            Scheme = line.Scheme,
            Authority = host.Key is null ? line.Authority : host.Value,
            Address = line.Authority.Length > 0 ? line.Authority : null,
            Port = line.Port,
            Headers = [.. headers.Where(header => header.Key != "host")],
            Source = parsed.GetValue(_source),
            Identity = parsed.GetValue(_identity),
            Gateway = isAtGateway ? parsed.GetValue(_gateway) ?? "" : null,
            ClientAddress = parsed.GetValue(_client),
            Claims = StatedClaims.Parse(claims),
        };
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using MlMesh.Cli.Commands;
using MlMesh.Mesh.Resources;
using MlMesh.Tokens;

namespace MlMesh.Cli.Tokens;

/// <summary>Defines <c>mlmesh token</c>.</summary>
internal static class TokenCommand
{
    private const int MaximumTextLength = 256;

    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(1);

    public static Command Create()
    {
        var user = new Option<string?>("--user") { Description = "Who the token is for (sub, then x-user-id)", CustomParser = ParseText };
        var role = new Option<string?>("--role") { Description = "What the user may do (role, then x-user-role)", CustomParser = ParseText };
        var groups = new Option<string[]>("--group") { Description = "A group of the user (groups); repeatable", DefaultValueFactory = _ => [] };
        var expires = new Option<TimeSpan?>("--expires")
        {
            Description = "How long the token is good, such as 90s, 30m or 8h [default: 1h]",
            CustomParser = ParseDuration,
            HelpName = "duration",
        };
        var issuer = new Option<string>("--issuer") { Description = "Who says so (iss)", DefaultValueFactory = _ => DevelopmentToken.DefaultIssuer };
        var audience = new Option<string>("--audience") { Description = "Whom it is meant for (aud)", DefaultValueFactory = _ => DevelopmentToken.DefaultAudience };
        var key = new Option<FileInfo>("--key") { Description = "The signing key; made on first use", DefaultValueFactory = _ => new FileInfo(DevelopmentKey.DefaultPath) };
        var publicKey = new Option<bool>("--public-key") { Description = "Prints the public half of the key as PEM instead, for an issuer in a cluster" };

        var command = new ExampleCommand(
            "token",
            "Signs a token of the development issuer, whose key the jwt component accepts, and prints it",
            "mlmesh token --user ada --role scientist",
            "curl -H \"Authorization: Bearer $(mlmesh token --user ada --role scientist)\" 'localhost:8080/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30'")
        {
            user, role, groups, expires, issuer, audience, key, publicKey,
        };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(publicKey) && result.GetResult(user) is null)
                result.AddError("Option '--user' is required.");
        });
        command.SetAction(parsed => Run(parsed, signing => parsed.GetValue(publicKey) ? signing.PublicPem() : signing.Sign(Token(parsed)), parsed.GetValue(key)!));
        return command;

        DevelopmentToken Token(ParseResult parsed)
        {
            var now = DateTimeOffset.UtcNow;
            return new DevelopmentToken
            {
                Issuer = parsed.GetValue(issuer)!,
                Audience = parsed.GetValue(audience)!,
                User = parsed.GetValue(user)!,
                Role = parsed.GetValue(role),
                Groups = parsed.GetValue(groups)!,
                IssuedAt = now,
                ExpiresAt = now + (parsed.GetValue(expires) ?? DefaultLifetime),
            };
        }
    }

    private static int Run(ParseResult parsed, Func<DevelopmentKey, string> print, FileInfo file)
    {
        try
        {
            using var key = DevelopmentKey.Open(file.FullName);
            parsed.InvocationConfiguration.Output.WriteLine(print(key));
            return ExitCodes.Fine;
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            parsed.InvocationConfiguration.Error.WriteLine(e.Message);
            return ExitCodes.CouldNotRun;
        }
    }

    private static string? ParseText(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        // It becomes a header's value.
        if (text.Length is > 0 and <= MaximumTextLength && !text.Any(char.IsControl)) return text;
        result.AddError($"{(result.Parent as OptionResult)?.IdentifierToken?.Value} must have 1 to {MaximumTextLength} characters, and none that controls.");
        return null;
    }

    private static TimeSpan? ParseDuration(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (GoDuration.TryParse(text, out var duration) && duration > TimeSpan.Zero && duration <= TimeSpan.FromDays(365)) return duration;
        result.AddError($"--expires '{text}' is not a duration such as 90s, 30m or 8h of at most 8760h.");
        return null;
    }
}

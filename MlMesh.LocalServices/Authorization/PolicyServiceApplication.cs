using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using MlMesh.ServiceDefaults.Problems;

namespace MlMesh.LocalServices.Authorization;

/// <summary>
/// The policy service: answers the checks of Envoy's ext_authz filter in its HTTP form from a decision table. 200 lets a request pass, 403 refuses it and tells why.
/// </summary>
internal static class PolicyServiceApplication
{
    /// <summary>The argument that picks it, and its name in the mesh.</summary>
    public const string Name = "opa";

    /// <summary>What the paths of checks begin with: the provider's <c>pathPrefix</c>.</summary>
    public const string Prefix = "/v1/authorize";

    private const string RoleHeader = "x-user-role";

    /// <summary>Builds the service without starting it.</summary>
    /// <param name="args">Configuration as <c>--key=value</c>; the section <c>Authorization</c>, and those of ASP.NET Core.</param>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message names its key.</exception>
    /// <exception cref="InvalidDataException">The decision table is wrong; the message names file, line and field.</exception>
    public static WebApplication Build(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ApplicationName = typeof(PolicyServiceApplication).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.AddServiceDefaults();
        builder.Services.AddOptions<PolicyServiceOptions>().BindConfiguration(PolicyServiceOptions.Section)
            .Validate(options => File.Exists(options.Decisions), "Authorization:Decisions must be the path of a YAML file with a decision table.")
            .ValidateOnStart();
        builder.Services.AddSingleton(services => DecisionTableReader.Read(services.GetRequiredService<IOptions<PolicyServiceOptions>>().Value.Decisions));

        var app = builder.Build();
        // A wrong table must keep the service from starting, not surface at the first check.
        _ = app.Services.GetRequiredService<DecisionTable>();
        app.UseProblems();
        app.MapDefaultEndpoints();
        app.Map($"{Prefix}/{{**target}}", Check);
        return app;
    }

    private static IResult Check(HttpContext context, DecisionTable table)
    {
        var request = context.Request;
        // The target as it came: what routing decoded may be another path.
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!raw.StartsWith(Prefix, StringComparison.Ordinal) || request.Headers[RoleHeader] is { Count: > 1 })
            return Refuse("The check is not in the form that Envoy sends.");
        var role = request.Headers[RoleHeader].ToString();
        var decision = table.Decide(role, request.Method, raw[Prefix.Length..]);
        if (decision.Allow)
            return Results.Ok();
        var who = role.Length == 0 ? "A caller without a role" : $"The role '{role}'";
        return Refuse(decision.Rule is { } rule ? $"{who} may not do this: {rule}." : $"{who} may not do this: no rule allows it.");
    }

    private static IResult Refuse(string detail) => Results.Problem(statusCode: StatusCodes.Status403Forbidden, title: "Not allowed", detail: detail);
}

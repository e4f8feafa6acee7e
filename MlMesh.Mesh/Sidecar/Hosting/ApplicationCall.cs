using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using MlMesh.Mesh.Sidecar.InProcess;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>Asks the application, or what stands before it, in the name of a proxy.</summary>
internal static class ApplicationCall
{
    /// <summary>Answers a request: with the proxy's own answer if it has one, else with the application's.</summary>
    /// <param name="context">The request.</param>
    /// <param name="exchange">What the proxy says of it.</param>
    /// <param name="application">Asks.</param>
    public static async Task ServeAsync(HttpContext context, ApplicationExchange exchange, Func<Task> application)
    {
        if (exchange.Answer is { } answer)
        {
            await HttpContextResponse.WriteAsync(answer, context).ConfigureAwait(false);
            return;
        }

        HttpContextRequest.Apply(exchange.Exchange.Request, context);
        if (exchange.ChangesAnswer)
            context.Response.OnStarting(ChangeAnswer, (exchange, context.Response));
        var connection = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        var lifetime = new ApplicationLifetime(connection, context.Response, exchange.Timeout);
        context.Features.Set<IHttpRequestLifetimeFeature>(lifetime);
        try
        {
            await application().ConfigureAwait(false);
        }
        catch (Exception) when (lifetime.IsCutOff)
        {
            // Answered below.
        }
        catch (OperationCanceledException) when (lifetime.IsOverdue)
        {
            // Answered below.
        }
        catch (OperationCanceledException) when (connection.RequestAborted.IsCancellationRequested)
        {
            exchange.Abandoned();
            throw;
        }
        finally
        {
            context.Features.Set(connection);
            lifetime.Dispose();
        }

        if (!context.Response.HasStarted && (lifetime.IsCutOff || lifetime.IsOverdue))
        {
            context.Response.Clear();
            using var reply = lifetime.IsCutOff ? exchange.CutOff() : exchange.TimedOut();
            await HttpContextResponse.WriteAsync(reply, context).ConfigureAwait(false);
            return;
        }

        if (exchange.Exchange.Details is null)
            exchange.Started(context.Response.StatusCode);
        if (context.RequestAborted.IsCancellationRequested)
            exchange.Abandoned();
    }

    private static Task ChangeAnswer(object state)
    {
        var (exchange, response) = ((ApplicationExchange, HttpResponse))state;
        if (exchange.Exchange.Details is not null)
            return Task.CompletedTask;
        var answer = HttpContextResponse.Read(response);
        exchange.Starting(answer);
        HttpContextResponse.Apply(answer, response);
        return Task.CompletedTask;
    }
}

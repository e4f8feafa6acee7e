using System.Collections.Immutable;
using MlMesh.Mesh.Resources.Envoy;
using MlMesh.Mesh.Routing.Matching;
using MlMesh.Mesh.Security.Authorization;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Security.RateLimits;

/// <summary>Adds an entry to descriptors.</summary>
internal sealed class CompiledAction(RateLimitAction action)
{
    private readonly ImmutableArray<CompiledMatcher> _headers = action is HeaderValueMatchAction match ? [.. match.Headers.Select(header => new CompiledMatcher(header))] : [];

    /// <summary>Adds what the action says about a request.</summary>
    /// <returns>False when the request has no descriptor because of it.</returns>
    public bool TryAdd(in RateLimitInput input, ref DescriptorBuffer descriptor)
    {
        switch (action)
        {
            case RequestHeaderAction header:
                return AddOptional(header.Key, FirstLine(input, header.Header), header.SkipIfAbsent, ref descriptor);
            case GenericKeyAction generic:
                descriptor.Add(generic.Key, generic.Value);
                return true;
            case HeaderValueMatchAction match when AllMatch(input) == match.ExpectMatch:
                descriptor.Add(match.Key, match.Value);
                return true;
            case RemoteAddressAction:
                descriptor.Add("remote_address", ClientAddress(input));
                return true;
            case QueryParameterAction parameter:
                var value = QueryString.TryGet(input.Head.Query, parameter.Parameter, out var found) ? found.ToString() : null;
                return AddOptional(parameter.Key, value, parameter.SkipIfAbsent, ref descriptor);
            case ClusterAction { IsSource: true }:
                descriptor.Add("source_cluster", input.SourceCluster);
                return true;
            case ClusterAction:
                return AddOptional("destination_cluster", input.DestinationCluster, skip: false, ref descriptor);
            case MetadataAction metadata:
                var claims = input.Token?.Values(metadata.Claim);
                var claim = claims is { Count: > 0 } ? claims[0] : metadata.Fallback.Length > 0 ? metadata.Fallback : null;
                return AddOptional(metadata.Key, claim, metadata.SkipIfAbsent, ref descriptor);
            default:
                return false;
        }
    }

    private static bool AddOptional(string key, string? value, bool skip, ref DescriptorBuffer descriptor)
    {
        if (value is null)
            return skip;
        descriptor.Add(key, value);
        return true;
    }

    private static string? FirstLine(in RateLimitInput input, string header)
    {
        var lines = input.Head.Header(header);
        return lines.Count == 0 ? null : lines[0];
    }

    private bool AllMatch(in RateLimitInput input)
    {
        foreach (var header in _headers)
        {
            if (!header.Matches(input.Head))
                return false;
        }

        return true;
    }

    private static string ClientAddress(in RateLimitInput input)
    {
        if (!input.TrustsForwardedFor || input.Head.Headers.Lines(HeaderNames.ForwardedFor) is not [{ } forwarded, ..])
            return input.PeerAddress;
        var last = forwarded.AsSpan(forwarded.LastIndexOf(',') + 1).Trim();
        return AddressText.Parse(last)?.ToString() ?? input.PeerAddress;
    }
}

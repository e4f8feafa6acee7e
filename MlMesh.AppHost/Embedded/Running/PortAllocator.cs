using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Running;

/// <summary>
/// Free ports, below the range from which systems serve outgoing connections, so that none is lost between choosing it and the
/// child's listening on it. No port is given out twice by one process, as several applications may start at once in it.
/// </summary>
internal static class PortAllocator
{
    private const int First = 20_000;
    private const int End = 32_000;

    private static readonly HashSet<int> Given = [];

    public static int Next()
    {
        lock (Given)
        {
            while (true)
            {
                var port = Random.Shared.Next(First, End);
                if (Given.Add(port) && IsFree(port))
                    return port;
                if (Given.Count > (End - First) / 2)
                    Given.Clear();
            }
        }
    }

    public static bool IsFree(int port)
    {
        foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6 && !Socket.OSSupportsIPv6)
                continue;
            try
            {
                using var listener = new TcpListener(address, port);
                listener.Start();
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                return false;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressNotAvailable)
            {
                // IPv6 is switched off on this machine.
                continue;
            }
        }

        return true;
    }
}

namespace Aspire.Hosting;

/// <summary>The model is wrong, or a resource could not do what was asked.</summary>
/// <param name="message">What, and which resource.</param>
/// <param name="innerException">Why.</param>
public sealed class DistributedApplicationException(string message, Exception? innerException = null) : Exception(message, innerException);

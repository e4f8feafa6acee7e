namespace MlMesh.Mesh.Traffic.Http;

/// <summary>Tells when a body has been sent.</summary>
internal sealed class NotifyingBody(RequestBody body, Action sent) : RequestBody
{
    public override long? Length => body.Length;

    public override bool MayDelayHead => body.MayDelayHead;

    public override async Task CopyToAsync(Stream destination, CancellationToken cancellationToken)
    {
        await body.CopyToAsync(destination, cancellationToken).ConfigureAwait(false);
        sent();
    }
}

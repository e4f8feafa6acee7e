using System.Net;

namespace MlMesh.Mesh.Security.Authorization.Conditions;

/// <summary>Takes one of a request's addresses.</summary>
internal delegate IPAddress AddressReader(in AuthorizationRequest request);

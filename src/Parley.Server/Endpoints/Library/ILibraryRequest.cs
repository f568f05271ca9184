namespace Parley.Server.Endpoints.Library;

/// <summary>A thing to be made or changed.</summary>
internal interface ILibraryRequest
{
    /// <summary>For a new one: its name in addresses; null to make it from the display name.</summary>
    string? Id { get; }

    /// <summary>For a change, the version it is made to.</summary>
    int? Version { get; }
}

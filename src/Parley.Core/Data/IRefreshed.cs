namespace Parley.Data;

/// <summary>Something that is in memory and may be changed by another node: read anew now and then, see <c>AddRefreshed</c>.</summary>
public interface IRefreshed
{
    /// <summary>How soon a change elsewhere reaches this node.</summary>
    TimeSpan RefreshInterval { get; }

    /// <summary>Reads it anew. What was read before holds where this throws.</summary>
    Task RefreshAsync(CancellationToken cancellationToken);
}

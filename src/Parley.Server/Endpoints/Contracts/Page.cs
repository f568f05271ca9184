namespace Parley.Server.Endpoints.Contracts;

/// <summary>A part of a list.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Data, Pagination Pagination)
{
    public Page(IReadOnlyList<T> data, int total, int limit, int offset)
        : this(data, new Pagination(total, limit, offset, offset + data.Count < total))
    {
    }
}

/// <summary>Where in the list the part is.</summary>
internal sealed record Pagination(int Total, int Limit, int Offset, bool HasMore);

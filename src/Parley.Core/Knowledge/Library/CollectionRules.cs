using Parley.Errors;
using Parley.Identity;
using Parley.Knowledge.Chunking;

namespace Parley.Knowledge.Library;

/// <summary>What may be said of a collection, and by whom.</summary>
public sealed class CollectionRules(ChunkerCatalogue chunkers)
{
    /// <exception cref="AppException">Something of it is not valid, or not for this caller to say. Nothing was changed then.</exception>
    public void Apply(Collection collection, CollectionContent content, Caller caller)
    {
        var errors = new FieldErrors();
        var name = content.Name?.Trim();
        if (name is not null)
        {
            errors.Add("name", name.Length is 0 or > CollectionContent.MaxName || name.Any(char.IsControl) ? $"Must have 1 to {CollectionContent.MaxName} characters, on one line." : null);
        }

        errors.Add("description", content.Description?.Length > CollectionContent.MaxDescription ? $"Must have at most {CollectionContent.MaxDescription:N0} characters." : null);
        errors.Add("description", content.Description?.Contains('\0', StringComparison.Ordinal) is true ? "Must not have NUL characters." : null);
        Check(errors, content.Chunking);
        var sharing = content.Sharing ?? collection.Sharing;
        var groups = content.Groups?.Distinct().ToList() ?? (content.Sharing is null or Sharing.Groups ? [.. collection.Groups.Select(group => group.GroupId)] : []);
        CheckSharing(errors, sharing, groups);
        errors.Check();
        CheckRights(collection, sharing, groups, caller);

        collection.Name = name ?? collection.Name;
        collection.Description = content.Description?.Trim() ?? collection.Description;
        collection.Chunking = content.Chunking is { } chunking ? chunking.Write() : collection.Chunking;
        collection.Sharing = sharing;
        ShareWith(collection, groups);
    }

    /// <summary>Adds what is wrong with a way of cutting.</summary>
    public void Check(FieldErrors errors, ChunkingChoice? choice)
    {
        errors.Add("chunking.chunker", choice?.Chunker is { } chunker && !chunkers.Names.Contains(chunker) ? $"Must be one of {string.Join(", ", chunkers.Names)}." : null);
        errors.Add("chunking.tokens", choice?.Tokens is < ChunkSizes.MinTokens or > ChunkSizes.MaxTokens
            ? $"Must be a whole number from {ChunkSizes.MinTokens} to {ChunkSizes.MaxTokens}." : null);
        errors.Add("chunking.overlap", choice?.Overlap is { } overlap && (overlap < 0 || overlap > (choice.Tokens ?? ChunkSizes.MinTokens) / 2)
            ? "Must be from 0 to half of tokens, which must be given with it." : null);
    }

    private static void CheckSharing(FieldErrors errors, Sharing sharing, List<Guid> groups)
    {
        errors.Add("sharing", Enum.IsDefined(sharing) ? null : "Must be one of private, groups, tenant, public.");
        errors.Add("groups", sharing switch
        {
            Sharing.Groups when groups.Count is 0 or > CollectionContent.MaxGroups => $"Must name 1 to {CollectionContent.MaxGroups} groups, because sharing is groups.",
            not Sharing.Groups when groups.Count > 0 => "Can be given only with sharing groups.",
            _ => null,
        });
    }

    private static void CheckRights(Collection collection, Sharing sharing, List<Guid> groups, Caller caller)
    {
        if (sharing is Sharing.Public && collection.Sharing is not Sharing.Public && !caller.May(Rights.Operate))
        {
            throw new AppException(ErrorCode.Forbidden, "Only those who run this installation can share with all of it. Share with groups or with your organisation.");
        }

        var known = collection.Groups.Select(group => group.GroupId);
        if (!caller.May(Rights.ManageUsers) && groups.Except(known).Except(caller.Groups).Any())
        {
            throw new AppException(ErrorCode.Forbidden, "You can share only with groups that you are in.");
        }
    }

    private static void ShareWith(Collection collection, List<Guid> groups)
    {
        foreach (var gone in collection.Groups.Where(group => !groups.Contains(group.GroupId)).ToList())
        {
            collection.Groups.Remove(gone);
        }

        foreach (var added in groups.Except(collection.Groups.Select(group => group.GroupId)).ToList())
        {
            collection.Groups.Add(new CollectionGroup { CollectionId = collection.Id, GroupId = added, TenantId = collection.TenantId });
        }
    }
}

namespace Parley.Server.Endpoints.Library;

/// <summary>What a kind of things is called where people and programs read of it.</summary>
/// <param name="Path">In addresses: <c>/personas</c>.</param>
/// <param name="One">In sentences: <c>persona</c>.</param>
/// <param name="Actions">In the audit trail.</param>
/// <param name="CreateNote">What the description of making one says.</param>
/// <param name="CreateExample">A body that makes one.</param>
/// <param name="ChangeExample">A body that changes it.</param>
/// <param name="ChangeProblem">What changing answers besides the usual: 403 where some are built in.</param>
internal sealed record LibraryNames(
    string Path, string One, LibraryActions Actions, string CreateNote, string CreateExample, string ChangeExample, params int[] ChangeProblem)
{
    /// <summary>In the reference: <c>Personas</c>.</summary>
    public string Tag => char.ToUpperInvariant(Path[1]) + Path[2..];
}

internal sealed record LibraryActions(string Create, string Change, string Restore, string Delete);

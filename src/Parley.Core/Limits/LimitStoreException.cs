namespace Parley.Limits;

/// <summary>The counts of limits cannot be reached.</summary>
public sealed class LimitStoreException(string message, Exception? inner = null) : Exception(message, inner);

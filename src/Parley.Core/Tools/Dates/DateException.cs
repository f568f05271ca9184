namespace Parley.Tools.Dates;

/// <summary>A date or time zone that cannot be understood. The message is for the person or model that wrote it.</summary>
internal sealed class DateException(string message) : Exception(message);

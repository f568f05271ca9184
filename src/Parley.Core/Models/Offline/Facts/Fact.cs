namespace Parley.Models.Offline.Facts;

/// <summary>Something the person said about themselves.</summary>
/// <param name="Key">What it is about: <c>name</c>, a verb such as <c>live</c>, or <c>my:</c> and the stems of a possession.</param>
/// <param name="Value">What was said: <c>Alice</c>, <c>in Berlin</c>.</param>
/// <param name="Sentence">The same said to them: <c>your name is Alice</c>, <c>you live in Berlin</c>.</param>
/// <param name="IsCurrent">Whether it stands in the message that is being answered.</param>
internal sealed record Fact(string Key, string Value, string Sentence, bool IsCurrent);

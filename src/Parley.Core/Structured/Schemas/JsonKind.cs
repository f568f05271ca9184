namespace Parley.Structured.Schemas;

/// <summary>The types a schema can demand.</summary>
internal enum JsonKind
{
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

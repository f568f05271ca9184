namespace FakeLlm;

internal enum Mode
{
    Ok, Fail, Hang, HangMid, Reset, ResetMid, TruncateMid, Malformed, SlowLoris, ErrorMid, Flaky, Empty, Length, Filter,
    Tool, Reason, Echo, Json, Utf8, BigLine, Context, Blocked, Leak,
}

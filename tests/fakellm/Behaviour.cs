using System.Globalization;

namespace FakeLlm;

/// <summary>What one request shall do: from the process defaults, then the model's name, then query, then headers.</summary>
internal struct Behaviour
{
    public Mode Mode;
    public int Tokens;
    public int FirstMs;
    public int GapMs;

    /// <summary>The status for Fail and Flaky, the token index for the *Mid modes, ms per byte for SlowLoris.</summary>
    public int Arg;

    /// <summary>Retry-After seconds for Fail, percent for Flaky.</summary>
    public int Arg2;

    public static Behaviour From(FakeLlmOptions defaults, string model, HttpRequest request)
    {
        var behaviour = new Behaviour { Mode = Mode.Ok, Tokens = defaults.Tokens, FirstMs = defaults.FirstMs, GapMs = defaults.GapMs };
        behaviour.Apply(model);
        if (request.QueryString.HasValue)
        {
            var query = request.Query;
            behaviour.Apply(query["mode"].ToString());
            behaviour.Override(query["tokens"].ToString(), query["first"].ToString(), query["gap"].ToString());
        }

        var headers = request.Headers;
        behaviour.Apply(headers["X-Fake-Mode"].ToString());
        behaviour.Override(headers["X-Fake-Tokens"].ToString(), headers["X-Fake-First-Ms"].ToString(), headers["X-Fake-Gap-Ms"].ToString());
        behaviour.Tokens = Math.Clamp(behaviour.Tokens, 0, 1_000_000);
        behaviour.FirstMs = Math.Clamp(behaviour.FirstMs, 0, 600_000);
        behaviour.GapMs = Math.Clamp(behaviour.GapMs, 0, 600_000);
        return behaviour;
    }

    private static int Int(ReadOnlySpan<char> text, int fallback) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : fallback;

    private void Override(string tokens, string first, string gap)
    {
        Tokens = Int(tokens, Tokens);
        FirstMs = Int(first, FirstMs);
        GapMs = Int(gap, GapMs);
    }

    /// <summary>Names this does not know (gpt-4o, claude-…) leave the defaults as they are.</summary>
    private void Apply(string name)
    {
        var parts = name[(name.LastIndexOf('/') + 1)..].Split('-'); // "provider/model" forms
        var isMid = parts is [_, "mid", ..];
        switch (parts[0])
        {
            case "ok":
                ApplyPace(parts);
                break;
            case "slow":
                FirstMs = At(parts, 1, 2000);
                break;
            case "fail":
                (Mode, Arg, Arg2) = (Mode.Fail, At(parts, 1, 500), At(parts, 2, 1));
                break;
            case "flaky":
                (Mode, Arg2, Arg) = (Mode.Flaky, At(parts, 1, 50), At(parts, 2, 503));
                break;
            case "hang" or "reset" or "error" when isMid:
                Mode = parts[0] switch { "hang" => Mode.HangMid, "reset" => Mode.ResetMid, _ => Mode.ErrorMid };
                Arg = At(parts, 2, 5);
                break;
            case "truncate":
                (Mode, Arg) = (Mode.TruncateMid, At(parts, isMid ? 2 : 1, 5));
                break;
            case "malformed":
                (Mode, Arg) = (Mode.Malformed, At(parts, 1, 5));
                break;
            case "slowloris":
                (Mode, Arg) = (Mode.SlowLoris, At(parts, 1, 5));
                break;
            default:
                ApplyPlain(parts[0]);
                break;
        }
    }

    /// <summary>ok-TOKENSxGAP[-FIRST]</summary>
    private void ApplyPace(string[] parts)
    {
        if (parts.Length > 1)
        {
            var times = parts[1].Split('x', 2);
            Tokens = Int(times[0], Tokens);
            GapMs = times.Length > 1 ? Int(times[1], GapMs) : GapMs;
        }

        FirstMs = At(parts, 2, FirstMs);
    }

    private void ApplyPlain(string name)
    {
        Mode = name switch
        {
            "hang" or "timeout" => Mode.Hang,
            "reset" => Mode.Reset,
            "empty" => Mode.Empty,
            "length" => Mode.Length,
            "filter" => Mode.Filter,
            "tool" => Mode.Tool,
            "reason" => Mode.Reason,
            "echo" => Mode.Echo,
            "json" => Mode.Json,
            "utf8" => Mode.Utf8,
            "bigline" => Mode.BigLine,
            "context" => Mode.Context,
            "blocked" => Mode.Blocked,
            "leak" => Mode.Leak,
            _ => Mode,
        };
        Tokens = name is "empty" ? 0 : Tokens;
    }

    private static int At(string[] parts, int index, int fallback) => parts.Length > index ? Int(parts[index], fallback) : fallback;
}

using Parley.Models.Prices;
using Parley.Models.Tokens;
using Parley.Pipeline.Attempts;

namespace Parley.Pipeline.Metering;

/// <summary>The most a call can use, and so can cost.</summary>
internal sealed class CallBound
{
    private readonly ModelPrice? _price;
    private readonly int _prompt;
    private readonly int _shortest;
    private readonly bool _mayShorten;

    public CallBound(Attempt attempt, ModelPrice? price, MeteringOptions options, bool isBudgeted)
    {
        var info = ModelCatalogue.Find(attempt.Model);
        _price = price;
        _prompt = PromptBound.Of(attempt.Messages, attempt.Call);
        _shortest = options.ShortestAnswerTokens;
        _mayShorten = attempt.Call.MaxOutputTokens is null;
        AnswerTokens = attempt.Call.MaxOutputTokens ?? (isBudgeted ? Math.Min(options.AnswerTokens, info.MaxOutputTokens) : info.MaxOutputTokens);
    }

    /// <summary>The longest answer.</summary>
    public int AnswerTokens { get; private set; }

    /// <summary>In billionths of a dollar; null where no price is known.</summary>
    public long? WorstNanos => _price?.CostNanos(_prompt, AnswerTokens);

    /// <summary>Makes the answer as short as that much money asks for.</summary>
    /// <returns>False when the request says how long it must be, or it would be too short to be of use.</returns>
    public bool TryShorten(long nanos)
    {
        if (!_mayShorten || _price is not { Output: > 0 } price)
        {
            return false;
        }

        var affordable = (nanos - price.CostNanos(_prompt, 0)) / (price.Output * 1000);
        if (affordable < _shortest)
        {
            return false;
        }

        AnswerTokens = (int)Math.Min(AnswerTokens, affordable - 1);
        return true;
    }
}

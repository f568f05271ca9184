using System.Globalization;
using Parley.Data;
using Parley.Errors;
using Parley.Usage;

namespace Parley.Pipeline.Metering;

/// <summary>Says why a budget refused a call, and what can be done.</summary>
internal static class BudgetErrors
{
    /// <param name="tightest">The budget that has least left; null when it has just been removed.</param>
    /// <param name="unpriced">The model, where its price is not known.</param>
    /// <param name="worst">The most the call could have cost.</param>
    public static AppException Refused(BudgetState? tightest, string? unpriced, long? worst, DateTimeOffset now)
    {
        if (tightest is null)
        {
            return new(ErrorCode.ServiceUnavailable, "The budgets have just been changed. Try again.") { Retryable = true, RetryAfter = TimeSpan.FromSeconds(1) };
        }

        var budget = $"{Name(tightest.Budget)} of {Dollars(tightest.Budget.LimitNanos)} a {SnakeCaseEnum.Write(tightest.Budget.Period)}";
        if (unpriced is not null)
        {
            return new(ErrorCode.BudgetExceeded, $"No price is known for {unpriced}, so {budget} cannot be kept with it. Choose another model, or have its price added to the price file.");
        }

        var reset = tightest.ResetsAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        var message = tightest.RemainingNanos == 0
            ? $"{Capital(budget)} is spent. It begins anew at {reset}."
            : $"{Capital(budget)} has {Dollars(tightest.RemainingNanos)} left, and this request could cost up to {Dollars(worst ?? 0)}. Ask for a shorter answer (max_tokens), send less, choose a cheaper model, or wait until {reset}.";
        return new(ErrorCode.BudgetExceeded, message) { Retryable = true, RetryAfter = tightest.ResetsAt - now };
    }

    private static string Name(Budget budget) => budget.Scope switch
    {
        BudgetScope.Tenant => "the budget of the organisation",
        BudgetScope.User => "your budget",
        BudgetScope.Key => "the budget of this API key",
        _ => $"the budget of the {SnakeCaseEnum.Write(budget.Scope)} {budget.Subject}",
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Dollars(long nanos) => "$" + (nanos / 1e9m).ToString("0.00####", CultureInfo.InvariantCulture);
}

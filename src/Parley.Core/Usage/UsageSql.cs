using Parley.Data;

namespace Parley.Usage;

/// <summary>
/// The ledger's writes, in SQL that both databases speak. Each runs in the shared transaction of the group commit, so a
/// condition stands in the statement it bounds, and the statements after it follow the entry it wrote or did not write.
/// </summary>
internal static class UsageSql
{
    /// <summary>More than any limit: what is checked for a call without a known price, so that no budget lets it through.</summary>
    private const long Unaffordable = long.MaxValue / 4;

    private const string Key = "CASE b.period WHEN 'day' THEN $7 ELSE $8 END";

    // $1 tenant, $2 user, $3 key, $4 model, $5 persona, $6 feature, $7 day, $8 month
    private const string Holds = """
        b.tenant_id = $1 AND (b.scope = 'tenant' OR (b.scope = 'user' AND b.subject = $2) OR (b.scope = 'key' AND b.subject = $3)
            OR (b.scope = 'model' AND b.subject = $4) OR (b.scope = 'persona' AND b.subject = $5) OR (b.scope = 'feature' AND b.subject = $6))
        """;

    // A call entered before the budget was made, or before its period had a counter, counts too.
    private const string Counted = """
        e.tenant_id = b.tenant_id AND (b.period = 'day' AND e.day = $7 OR b.period = 'month' AND e.day LIKE $8 || '-%')
        AND (b.scope = 'tenant' OR (b.scope = 'user' AND e.owner_id = $9) OR (b.scope = 'key' AND e.key_id = b.subject)
            OR (b.scope = 'model' AND e.provider || '/' || e.model = b.subject)
            OR (b.scope = 'persona' AND (e.persona = b.subject OR e.persona LIKE b.subject || '@%')) OR (b.scope = 'feature' AND e.feature = b.subject))
        """;

    // 1. Every budget that holds has a counter.
    private const string OpenCounters = $"""
        INSERT INTO budget_counters (budget_id, period_key, spent_nanos, reserved_nanos)
        SELECT b.id, {Key},
               COALESCE((SELECT SUM(COALESCE(e.cost_nanos, 0)) FROM usage_entries e WHERE e.status <> 'reserved' AND {Counted}), 0),
               COALESCE((SELECT SUM(e.reserved_nanos) FROM usage_entries e WHERE e.status = 'reserved' AND {Counted}), 0)
        FROM budgets b
        WHERE {Holds} AND NOT EXISTS (SELECT 1 FROM budget_counters c WHERE c.budget_id = b.id AND c.period_key = {Key})
        ON CONFLICT DO NOTHING
        """;

    // 2. Nobody else changes them until this transaction ends: the next statement reads what is true.
    private const string LockCounters = $"""
        UPDATE budget_counters SET reserved_nanos = reserved_nanos
        WHERE (budget_id, period_key) IN (SELECT b.id, {Key} FROM budgets b WHERE {Holds})
        """;

    // 3. The entry, unless it could overshoot one of them. What costs nothing cannot, even where a limit was set below what is spent.
    private const string InsertEntry = """
        INSERT INTO usage_entries (id, tenant_id, owner_id, feature, provider, model, persona, key_id, conversation_id, status, node_id,
                                   day, reserved_nanos, prompt_tokens, completion_tokens, estimated, created_at)
        SELECT $9, $1, $10, $6, $11, $12, $13, $3, $14, 'reserved', $15, $7, $16, 0, 0, $17, $18
        """;

    private const string InsertWithinBudgets = $"""
        {InsertEntry}
        WHERE NOT EXISTS (
            SELECT 1 FROM budgets b JOIN budget_counters c ON c.budget_id = b.id AND c.period_key = {Key}
            WHERE {Holds} AND $19 > 0 AND c.spent_nanos + c.reserved_nanos + $19 > b.limit_nanos)
        """;

    private const string InsertWithoutBudgets = $"""
        {InsertEntry}
        WHERE NOT EXISTS (SELECT 1 FROM budgets b WHERE b.tenant_id = $1)
        """;

    // 4. What was entered is promised.
    private const string Promise = $"""
        UPDATE budget_counters SET reserved_nanos = reserved_nanos + $10
        WHERE EXISTS (SELECT 1 FROM usage_entries WHERE id = $9)
          AND (budget_id, period_key) IN (SELECT b.id, {Key} FROM budgets b WHERE {Holds})
        """;

    private const string BeginSettling = "UPDATE usage_entries SET status = 'settling' WHERE id = $1 AND status = 'reserved'";

    private const string Exchange = $"""
        UPDATE budget_counters SET reserved_nanos = reserved_nanos - $10, spent_nanos = spent_nanos + $11
        WHERE EXISTS (SELECT 1 FROM usage_entries WHERE id = $9 AND status = 'settling')
          AND (budget_id, period_key) IN (SELECT b.id, {Key} FROM budgets b WHERE {Holds})
        """;

    private const string SettleEntry = """
        UPDATE usage_entries SET status = $2, cost_nanos = $3, prompt_tokens = $4, completion_tokens = $5, estimated = $6, settled_at = $7
        WHERE id = $1 AND status = 
        """;

    private const string SettleWithoutBudgets =
        $"{SettleEntry}'reserved' AND NOT EXISTS (SELECT 1 FROM budgets b WHERE b.tenant_id = $8)";

    /// <summary>The last but one statement touches a row when the call may go ahead.</summary>
    public static SqlStatement[] Reserve(UsageReservation reservation, long? worst, string node, DateTime now) =>
    [
        new(OpenCounters, [.. Subjects(reservation), reservation.Charge.Caller.UserId]),
        new(LockCounters, Subjects(reservation)),
        new(InsertWithinBudgets, [.. Subjects(reservation), .. Entry(reservation, node, now), worst ?? Unaffordable]),
        new(Promise, [.. Subjects(reservation), reservation.Id.Value, reservation.ReservedNanos]),
    ];

    /// <summary>One statement that touches a row when the tenant has no budget at all.</summary>
    public static SqlStatement ReserveFreely(UsageReservation reservation, string node, DateTime now) =>
        new(InsertWithoutBudgets, [.. Subjects(reservation), .. Entry(reservation, node, now)]);

    /// <summary>The last statement touches a row when this settled it, and nobody had before.</summary>
    public static SqlStatement[] Settle(UsageReservation reservation, UsageStatus status, UsageOutcome outcome, DateTime now) =>
    [
        new(BeginSettling, reservation.Id.Value),
        new(Exchange, [.. Subjects(reservation), reservation.Id.Value, reservation.ReservedNanos, outcome.CostNanos ?? 0L]),
        new($"{SettleEntry}'settling'", Outcome(reservation, status, outcome, now)),
    ];

    /// <summary>One statement that touches a row when the tenant still has no budget.</summary>
    public static SqlStatement SettleFreely(UsageReservation reservation, UsageOutcome outcome, DateTime now) =>
        new(SettleWithoutBudgets, [.. Outcome(reservation, UsageStatus.Settled, outcome, now), reservation.Charge.Caller.TenantId]);

    private static object[] Subjects(UsageReservation reservation)
    {
        var charge = reservation.Charge;
        return
        [
            charge.Caller.TenantId, UsageCharge.UserSubject(charge.Caller.UserId), charge.KeyId ?? "", charge.SubjectOf(BudgetScope.Model)!,
            charge.SubjectOf(BudgetScope.Persona) ?? "", charge.Feature, reservation.Day, BudgetPeriod.Month.Key(reservation.Day),
        ];
    }

    private static object[] Entry(UsageReservation reservation, string node, DateTime now)
    {
        var charge = reservation.Charge;
        return
        [
            reservation.Id.Value, charge.Caller.UserId, charge.Provider, charge.Model, charge.Persona ?? "",
            SqlNull.Of(charge.ConversationId), node, reservation.ReservedNanos, false, now,
        ];
    }

    private static object[] Outcome(UsageReservation reservation, UsageStatus status, UsageOutcome outcome, DateTime now) =>
    [
        reservation.Id.Value, SnakeCaseEnum.Write(status), SqlNull.Of(outcome.CostNanos),
        outcome.PromptTokens, outcome.CompletionTokens, outcome.Estimated, now,
    ];
}

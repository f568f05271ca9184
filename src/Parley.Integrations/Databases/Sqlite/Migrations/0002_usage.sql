CREATE TABLE usage_entries (
    id                TEXT NOT NULL PRIMARY KEY,
    tenant_id         TEXT NOT NULL,
    owner_id          TEXT NOT NULL,
    feature           TEXT NOT NULL,
    provider          TEXT NOT NULL,
    model             TEXT NOT NULL,
    persona           TEXT NOT NULL,
    key_id            TEXT NOT NULL,
    conversation_id   TEXT NULL,
    status            TEXT NOT NULL,
    node_id           TEXT NOT NULL,
    day               TEXT NOT NULL,
    reserved_nanos    INTEGER NOT NULL,
    cost_nanos        INTEGER NULL,
    prompt_tokens     INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL,
    estimated         INTEGER NOT NULL,
    created_at        TEXT NOT NULL,
    settled_at        TEXT NULL
);
CREATE INDEX ix_usage_entries_day ON usage_entries (tenant_id, day);
CREATE INDEX ix_usage_entries_reserved ON usage_entries (node_id) WHERE status = 'reserved';

CREATE TABLE budgets (
    id          TEXT NOT NULL PRIMARY KEY,
    tenant_id   TEXT NOT NULL,
    scope       TEXT NOT NULL,
    subject     TEXT NOT NULL,
    period      TEXT NOT NULL,
    limit_nanos INTEGER NOT NULL,
    created_at  TEXT NOT NULL,
    updated_at  TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_budgets_subject ON budgets (tenant_id, scope, subject, period);

CREATE TABLE budget_counters (
    budget_id      TEXT NOT NULL REFERENCES budgets (id) ON DELETE CASCADE,
    period_key     TEXT NOT NULL,
    spent_nanos    INTEGER NOT NULL,
    reserved_nanos INTEGER NOT NULL,
    PRIMARY KEY (budget_id, period_key)
);

ALTER TABLE turns ADD COLUMN cost_nanos INTEGER NULL;
ALTER TABLE turns ADD COLUMN cache TEXT NULL;

CREATE TABLE operator_settings (
    name       TEXT NOT NULL PRIMARY KEY,
    value      TEXT NOT NULL,
    updated_at TEXT NOT NULL
);

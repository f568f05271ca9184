CREATE TABLE usage_entries (
    id                uuid NOT NULL PRIMARY KEY,
    tenant_id         uuid NOT NULL,
    owner_id          uuid NOT NULL,
    feature           text NOT NULL,
    provider          text NOT NULL,
    model             text NOT NULL,
    persona           text NOT NULL,
    key_id            text NOT NULL,
    conversation_id   text NULL,
    status            text NOT NULL,
    node_id           text NOT NULL,
    day               text NOT NULL,
    reserved_nanos    bigint NOT NULL,
    cost_nanos        bigint NULL,
    prompt_tokens     integer NOT NULL,
    completion_tokens integer NOT NULL,
    estimated         boolean NOT NULL,
    created_at        timestamptz NOT NULL,
    settled_at        timestamptz NULL
);
CREATE INDEX ix_usage_entries_day ON usage_entries (tenant_id, day);
CREATE INDEX ix_usage_entries_reserved ON usage_entries (node_id) WHERE status = 'reserved';

CREATE TABLE budgets (
    id          uuid NOT NULL PRIMARY KEY,
    tenant_id   uuid NOT NULL,
    scope       text NOT NULL,
    subject     text NOT NULL,
    period      text NOT NULL,
    limit_nanos bigint NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);
CREATE UNIQUE INDEX ix_budgets_subject ON budgets (tenant_id, scope, subject, period);

CREATE TABLE budget_counters (
    budget_id      uuid NOT NULL REFERENCES budgets (id) ON DELETE CASCADE,
    period_key     text NOT NULL,
    spent_nanos    bigint NOT NULL,
    reserved_nanos bigint NOT NULL,
    PRIMARY KEY (budget_id, period_key)
);

ALTER TABLE turns ADD COLUMN cost_nanos bigint NULL;
ALTER TABLE turns ADD COLUMN cache text NULL;

CREATE TABLE operator_settings (
    name       text NOT NULL PRIMARY KEY,
    value      text NOT NULL,
    updated_at timestamptz NOT NULL
);

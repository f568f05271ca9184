CREATE TABLE audit_heads (
    tenant_id uuid NOT NULL PRIMARY KEY,
    sequence  bigint NOT NULL,
    hash      text NOT NULL,
    chain_key text NOT NULL,
    seal      text NOT NULL
);

CREATE TABLE audit_events (
    tenant_id   uuid NOT NULL,
    sequence    bigint NOT NULL,
    at          timestamptz NOT NULL,
    actor_id    uuid NULL,
    key_id      uuid NULL,
    action      text NOT NULL,
    target      text NOT NULL,
    result      text NOT NULL,
    trace_id    text NOT NULL,
    details     text NOT NULL,
    origin      text NULL,
    origin_hash text NOT NULL,
    chain_key   text NOT NULL,
    hash        text NOT NULL,
    PRIMARY KEY (tenant_id, sequence)
);
CREATE INDEX ix_audit_events_at ON audit_events (tenant_id, at);
CREATE INDEX ix_audit_events_actor ON audit_events (tenant_id, actor_id, sequence);
CREATE INDEX ix_audit_events_action ON audit_events (tenant_id, action, sequence);
CREATE INDEX ix_audit_events_target ON audit_events (tenant_id, target, sequence);

CREATE TABLE stored_secrets (
    name       text NOT NULL PRIMARY KEY,
    value      text NOT NULL,
    updated_at timestamptz NOT NULL
);

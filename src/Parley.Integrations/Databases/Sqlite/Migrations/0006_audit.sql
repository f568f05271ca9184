CREATE TABLE audit_heads (
    tenant_id TEXT NOT NULL PRIMARY KEY,
    sequence  INTEGER NOT NULL,
    hash      TEXT NOT NULL,
    chain_key TEXT NOT NULL,
    seal      TEXT NOT NULL
);

CREATE TABLE audit_events (
    tenant_id   TEXT NOT NULL,
    sequence    INTEGER NOT NULL,
    at          TEXT NOT NULL,
    actor_id    TEXT NULL,
    key_id      TEXT NULL,
    action      TEXT NOT NULL,
    target      TEXT NOT NULL,
    result      TEXT NOT NULL,
    trace_id    TEXT NOT NULL,
    details     TEXT NOT NULL,
    origin      TEXT NULL,
    origin_hash TEXT NOT NULL,
    chain_key   TEXT NOT NULL,
    hash        TEXT NOT NULL,
    PRIMARY KEY (tenant_id, sequence)
);
CREATE INDEX ix_audit_events_at ON audit_events (tenant_id, at);
CREATE INDEX ix_audit_events_actor ON audit_events (tenant_id, actor_id, sequence);
CREATE INDEX ix_audit_events_action ON audit_events (tenant_id, action, sequence);
CREATE INDEX ix_audit_events_target ON audit_events (tenant_id, target, sequence);

CREATE TABLE stored_secrets (
    name       TEXT NOT NULL PRIMARY KEY,
    value      TEXT NOT NULL,
    updated_at TEXT NOT NULL
);

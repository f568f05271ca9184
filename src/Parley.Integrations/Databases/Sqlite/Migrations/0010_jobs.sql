CREATE TABLE jobs (
    id               TEXT NOT NULL PRIMARY KEY,
    tenant_id        TEXT NOT NULL,
    owner_id         TEXT NOT NULL,
    kind             TEXT NOT NULL,
    request          TEXT NOT NULL,
    subject          TEXT NULL,
    status           TEXT NOT NULL,
    cancel_requested INTEGER NOT NULL,
    total            INTEGER NOT NULL,
    done             INTEGER NOT NULL,
    skipped          INTEGER NOT NULL,
    failed           INTEGER NOT NULL,
    attempts         INTEGER NOT NULL,
    worker           TEXT NULL,
    lease_until      TEXT NULL,
    error            TEXT NULL,
    created_at       TEXT NOT NULL,
    started_at       TEXT NULL,
    updated_at       TEXT NOT NULL,
    finished_at      TEXT NULL
);
CREATE INDEX ix_jobs_status ON jobs (status, lease_until);
CREATE INDEX ix_jobs_owner ON jobs (tenant_id, owner_id, created_at);

CREATE TABLE job_items (
    job_id     TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL,
    tenant_id  TEXT NOT NULL,
    owner_id   TEXT NOT NULL,
    name       TEXT NOT NULL,
    request    TEXT NOT NULL,
    status     TEXT NOT NULL,
    attempts   INTEGER NOT NULL,
    failure    TEXT NULL,
    error      TEXT NULL,
    result     TEXT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (job_id, ordinal)
);
CREATE INDEX ix_job_items_status ON job_items (job_id, status);

CREATE TABLE jobs (
    id               uuid NOT NULL PRIMARY KEY,
    tenant_id        uuid NOT NULL,
    owner_id         uuid NOT NULL,
    kind             text NOT NULL,
    request          text NOT NULL,
    subject          text NULL,
    status           text NOT NULL,
    cancel_requested boolean NOT NULL,
    total            integer NOT NULL,
    done             integer NOT NULL,
    skipped          integer NOT NULL,
    failed           integer NOT NULL,
    attempts         integer NOT NULL,
    worker           uuid NULL,
    lease_until      timestamptz NULL,
    error            text NULL,
    created_at       timestamptz NOT NULL,
    started_at       timestamptz NULL,
    updated_at       timestamptz NOT NULL,
    finished_at      timestamptz NULL
);
CREATE INDEX ix_jobs_status ON jobs (status, lease_until);
CREATE INDEX ix_jobs_owner ON jobs (tenant_id, owner_id, created_at);

CREATE TABLE job_items (
    job_id     uuid NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    ordinal    integer NOT NULL,
    tenant_id  uuid NOT NULL,
    owner_id   uuid NOT NULL,
    name       text NOT NULL,
    request    text NOT NULL,
    status     text NOT NULL,
    attempts   integer NOT NULL,
    failure    text NULL,
    error      text NULL,
    result     text NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (job_id, ordinal)
);
CREATE INDEX ix_job_items_status ON job_items (job_id, status);

ALTER TABLE jobs ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON jobs USING (tenant_id = parley_tenant() AND owner_id = parley_owner());
ALTER TABLE job_items ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON job_items USING (tenant_id = parley_tenant() AND owner_id = parley_owner());

CREATE TABLE tenants (
    id          TEXT NOT NULL PRIMARY KEY,
    name        TEXT NOT NULL,
    tier        TEXT NOT NULL,
    is_operator INTEGER NOT NULL,
    disabled    INTEGER NOT NULL,
    created_at  TEXT NOT NULL,
    updated_at  TEXT NOT NULL
);

CREATE TABLE users (
    id              TEXT NOT NULL PRIMARY KEY,
    tenant_id       TEXT NOT NULL,
    email           TEXT NOT NULL,
    email_key       TEXT NOT NULL,
    name            TEXT NOT NULL,
    role            TEXT NOT NULL,
    tier            TEXT NULL,
    password_hash   TEXT NULL,
    disabled        INTEGER NOT NULL,
    last_sign_in_at TEXT NULL,
    created_at      TEXT NOT NULL,
    updated_at      TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_users_email ON users (email_key);
CREATE INDEX ix_users_tenant ON users (tenant_id);

CREATE TABLE external_logins (
    issuer     TEXT NOT NULL,
    subject    TEXT NOT NULL,
    tenant_id  TEXT NOT NULL,
    user_id    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX ix_external_logins_user ON external_logins (user_id);

CREATE TABLE groups (
    id         TEXT NOT NULL PRIMARY KEY,
    tenant_id  TEXT NOT NULL,
    name       TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_groups_name ON groups (tenant_id, name);

CREATE TABLE group_members (
    group_id      TEXT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    user_id       TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    tenant_id     TEXT NOT NULL,
    from_provider INTEGER NOT NULL,
    PRIMARY KEY (group_id, user_id)
);
CREATE INDEX ix_group_members_user ON group_members (user_id);

CREATE TABLE sessions (
    id           TEXT NOT NULL PRIMARY KEY,
    tenant_id    TEXT NOT NULL,
    owner_id     TEXT NOT NULL,
    method       TEXT NOT NULL,
    user_agent   TEXT NOT NULL,
    address      TEXT NOT NULL,
    created_at   TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    expires_at   TEXT NOT NULL,
    ended_at     TEXT NULL
);
CREATE INDEX ix_sessions_owner ON sessions (owner_id);

CREATE TABLE refresh_tokens (
    hash       TEXT NOT NULL PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    tenant_id  TEXT NOT NULL,
    owner_id   TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at    TEXT NULL
);
CREATE INDEX ix_refresh_tokens_session ON refresh_tokens (session_id);

CREATE TABLE one_time_links (
    id         TEXT NOT NULL PRIMARY KEY,
    tenant_id  TEXT NOT NULL,
    purpose    TEXT NOT NULL,
    hash       TEXT NOT NULL,
    user_id    TEXT NULL,
    email      TEXT NULL,
    role       TEXT NULL,
    created_by TEXT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at    TEXT NULL
);
CREATE UNIQUE INDEX ix_one_time_links_hash ON one_time_links (hash);

CREATE TABLE api_keys (
    id                  TEXT NOT NULL PRIMARY KEY,
    tenant_id           TEXT NOT NULL,
    owner_id            TEXT NOT NULL,
    name                TEXT NOT NULL,
    start               TEXT NOT NULL,
    hash                TEXT NOT NULL,
    scopes              INTEGER NOT NULL,
    requests_per_minute INTEGER NULL,
    created_at          TEXT NOT NULL,
    expires_at          TEXT NULL,
    revoked_at          TEXT NULL,
    last_used_at        TEXT NULL
);
CREATE UNIQUE INDEX ix_api_keys_hash ON api_keys (hash);
CREATE INDEX ix_api_keys_owner ON api_keys (owner_id);

CREATE TABLE signing_keys (
    id              TEXT NOT NULL PRIMARY KEY,
    algorithm       TEXT NOT NULL,
    public_key      TEXT NOT NULL,
    private_key     TEXT NOT NULL,
    created_at      TEXT NOT NULL,
    signs_from      TEXT NOT NULL,
    published_until TEXT NOT NULL
);

CREATE TABLE spent_tokens (
    hash       TEXT NOT NULL PRIMARY KEY,
    expires_at TEXT NOT NULL
);

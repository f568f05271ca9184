CREATE TABLE tenants (
    id          uuid NOT NULL PRIMARY KEY,
    name        text NOT NULL,
    tier        text NOT NULL,
    is_operator boolean NOT NULL,
    disabled    boolean NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);

CREATE TABLE users (
    id              uuid NOT NULL PRIMARY KEY,
    tenant_id       uuid NOT NULL,
    email           text NOT NULL,
    email_key       text NOT NULL,
    name            text NOT NULL,
    role            text NOT NULL,
    tier            text NULL,
    password_hash   text NULL,
    disabled        boolean NOT NULL,
    last_sign_in_at timestamptz NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL
);
CREATE UNIQUE INDEX ix_users_email ON users (email_key);
CREATE INDEX ix_users_tenant ON users (tenant_id);

CREATE TABLE external_logins (
    issuer     text NOT NULL,
    subject    text NOT NULL,
    tenant_id  uuid NOT NULL,
    user_id    uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX ix_external_logins_user ON external_logins (user_id);

CREATE TABLE groups (
    id         uuid NOT NULL PRIMARY KEY,
    tenant_id  uuid NOT NULL,
    name       text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ix_groups_name ON groups (tenant_id, name);

CREATE TABLE group_members (
    group_id      uuid NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    user_id       uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    tenant_id     uuid NOT NULL,
    from_provider boolean NOT NULL,
    PRIMARY KEY (group_id, user_id)
);
CREATE INDEX ix_group_members_user ON group_members (user_id);

CREATE TABLE sessions (
    id           uuid NOT NULL PRIMARY KEY,
    tenant_id    uuid NOT NULL,
    owner_id     uuid NOT NULL,
    method       text NOT NULL,
    user_agent   text NOT NULL,
    address      text NOT NULL,
    created_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    ended_at     timestamptz NULL
);
CREATE INDEX ix_sessions_owner ON sessions (owner_id);

CREATE TABLE refresh_tokens (
    hash       text NOT NULL PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    tenant_id  uuid NOT NULL,
    owner_id   uuid NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz NULL
);
CREATE INDEX ix_refresh_tokens_session ON refresh_tokens (session_id);

CREATE TABLE one_time_links (
    id         uuid NOT NULL PRIMARY KEY,
    tenant_id  uuid NOT NULL,
    purpose    text NOT NULL,
    hash       text NOT NULL,
    user_id    uuid NULL,
    email      text NULL,
    role       text NULL,
    created_by uuid NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz NULL
);
CREATE UNIQUE INDEX ix_one_time_links_hash ON one_time_links (hash);

CREATE TABLE api_keys (
    id                  uuid NOT NULL PRIMARY KEY,
    tenant_id           uuid NOT NULL,
    owner_id            uuid NOT NULL,
    name                text NOT NULL,
    start               text NOT NULL,
    hash                text NOT NULL,
    scopes              integer NOT NULL,
    requests_per_minute integer NULL,
    created_at          timestamptz NOT NULL,
    expires_at          timestamptz NULL,
    revoked_at          timestamptz NULL,
    last_used_at        timestamptz NULL
);
CREATE UNIQUE INDEX ix_api_keys_hash ON api_keys (hash);
CREATE INDEX ix_api_keys_owner ON api_keys (owner_id);

CREATE TABLE signing_keys (
    id              text NOT NULL PRIMARY KEY,
    algorithm       text NOT NULL,
    public_key      text NOT NULL,
    private_key     text NOT NULL,
    created_at      timestamptz NOT NULL,
    signs_from      timestamptz NOT NULL,
    published_until timestamptz NOT NULL
);

CREATE TABLE spent_tokens (
    hash       text NOT NULL PRIMARY KEY,
    expires_at timestamptz NOT NULL
);

CREATE TABLE conversations (
    id          TEXT NOT NULL PRIMARY KEY,
    tenant_id   TEXT NOT NULL,
    owner_id    TEXT NOT NULL,
    title       TEXT NOT NULL,
    pinned      INTEGER NOT NULL,
    provider    TEXT NULL,
    model       TEXT NULL,
    head_id     TEXT NULL,
    created_at  TEXT NOT NULL,
    updated_at  TEXT NOT NULL
);
CREATE INDEX ix_conversations_owner ON conversations (tenant_id, owner_id, updated_at);

CREATE TABLE messages (
    id              TEXT NOT NULL PRIMARY KEY,
    tenant_id       TEXT NOT NULL,
    owner_id        TEXT NOT NULL,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    parent_id       TEXT NULL,
    turn_id         TEXT NULL,
    role            TEXT NOT NULL,
    content         TEXT NOT NULL,
    created_at      TEXT NOT NULL
);
CREATE INDEX ix_messages_conversation ON messages (conversation_id);

CREATE TABLE turns (
    id                TEXT NOT NULL PRIMARY KEY,
    tenant_id         TEXT NOT NULL,
    owner_id          TEXT NOT NULL,
    conversation_id   TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    user_message_id   TEXT NOT NULL,
    answer_id         TEXT NOT NULL,
    status            TEXT NOT NULL,
    node_id           TEXT NOT NULL,
    provider          TEXT NOT NULL,
    model             TEXT NOT NULL,
    finish_reason     TEXT NULL,
    prompt_tokens     INTEGER NULL,
    completion_tokens INTEGER NULL,
    error_code        TEXT NULL,
    error_detail      TEXT NULL,
    error_retryable   INTEGER NOT NULL,
    idempotency_key   TEXT NULL,
    request_hash      TEXT NULL,
    started_at        TEXT NOT NULL,
    ended_at          TEXT NULL
);
CREATE INDEX ix_turns_conversation ON turns (conversation_id);
CREATE UNIQUE INDEX ix_turns_running ON turns (conversation_id) WHERE status = 'running';
CREATE UNIQUE INDEX ix_turns_idempotency ON turns (tenant_id, owner_id, idempotency_key) WHERE idempotency_key IS NOT NULL;

CREATE TABLE turn_events (
    turn_id        TEXT NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
    first_sequence INTEGER NOT NULL,
    tenant_id      TEXT NOT NULL,
    owner_id       TEXT NOT NULL,
    events         BLOB NOT NULL,
    PRIMARY KEY (turn_id, first_sequence)
);

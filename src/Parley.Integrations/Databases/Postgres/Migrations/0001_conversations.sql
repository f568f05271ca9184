CREATE TABLE conversations (
    id          uuid NOT NULL PRIMARY KEY,
    tenant_id   uuid NOT NULL,
    owner_id    uuid NOT NULL,
    title       text NOT NULL,
    pinned      boolean NOT NULL,
    provider    text NULL,
    model       text NULL,
    head_id     uuid NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);
CREATE INDEX ix_conversations_owner ON conversations (tenant_id, owner_id, updated_at);

CREATE TABLE messages (
    id              uuid NOT NULL PRIMARY KEY,
    tenant_id       uuid NOT NULL,
    owner_id        uuid NOT NULL,
    conversation_id uuid NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    parent_id       uuid NULL,
    turn_id         uuid NULL,
    role            text NOT NULL,
    content         text NOT NULL,
    created_at      timestamptz NOT NULL
);
CREATE INDEX ix_messages_conversation ON messages (conversation_id);

CREATE TABLE turns (
    id                uuid NOT NULL PRIMARY KEY,
    tenant_id         uuid NOT NULL,
    owner_id          uuid NOT NULL,
    conversation_id   uuid NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    user_message_id   uuid NOT NULL,
    answer_id         uuid NOT NULL,
    status            text NOT NULL,
    node_id           text NOT NULL,
    provider          text NOT NULL,
    model             text NOT NULL,
    finish_reason     text NULL,
    prompt_tokens     integer NULL,
    completion_tokens integer NULL,
    error_code        text NULL,
    error_detail      text NULL,
    error_retryable   boolean NOT NULL,
    idempotency_key   text NULL,
    request_hash      text NULL,
    started_at        timestamptz NOT NULL,
    ended_at          timestamptz NULL
);
CREATE INDEX ix_turns_conversation ON turns (conversation_id);
CREATE UNIQUE INDEX ix_turns_running ON turns (conversation_id) WHERE status = 'running';
CREATE UNIQUE INDEX ix_turns_idempotency ON turns (tenant_id, owner_id, idempotency_key) WHERE idempotency_key IS NOT NULL;

CREATE TABLE turn_events (
    turn_id        uuid NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
    first_sequence bigint NOT NULL,
    tenant_id      uuid NOT NULL,
    owner_id       uuid NOT NULL,
    events         bytea NOT NULL,
    PRIMARY KEY (turn_id, first_sequence)
);

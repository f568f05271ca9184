CREATE TABLE library_items (
    id         uuid NOT NULL PRIMARY KEY,
    tenant_id  uuid NOT NULL,
    owner_id   uuid NOT NULL,
    kind       text NOT NULL,
    name       text NOT NULL,
    version    integer NOT NULL,
    deleted    boolean NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX ix_library_items_name ON library_items (tenant_id, owner_id, kind, name);

CREATE TABLE library_versions (
    item_id       uuid NOT NULL REFERENCES library_items (id) ON DELETE CASCADE,
    version       integer NOT NULL,
    tenant_id     uuid NOT NULL,
    owner_id      uuid NOT NULL,
    definition    text NOT NULL,
    restored_from integer NULL,
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (item_id, version)
);

ALTER TABLE conversations ADD COLUMN persona text NULL;
ALTER TABLE conversations ADD COLUMN persona_variables text NULL;
ALTER TABLE turns ADD COLUMN persona text NULL;

CREATE TABLE library_items (
    id         TEXT NOT NULL PRIMARY KEY,
    tenant_id  TEXT NOT NULL,
    owner_id   TEXT NOT NULL,
    kind       TEXT NOT NULL,
    name       TEXT NOT NULL,
    version    INTEGER NOT NULL,
    deleted    INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_library_items_name ON library_items (tenant_id, owner_id, kind, name);

CREATE TABLE library_versions (
    item_id       TEXT NOT NULL REFERENCES library_items (id) ON DELETE CASCADE,
    version       INTEGER NOT NULL,
    tenant_id     TEXT NOT NULL,
    owner_id      TEXT NOT NULL,
    definition    TEXT NOT NULL,
    restored_from INTEGER NULL,
    created_at    TEXT NOT NULL,
    PRIMARY KEY (item_id, version)
);

ALTER TABLE conversations ADD COLUMN persona TEXT NULL;
ALTER TABLE conversations ADD COLUMN persona_variables TEXT NULL;
ALTER TABLE turns ADD COLUMN persona TEXT NULL;

CREATE TABLE knowledge_collections (
    id                 TEXT NOT NULL PRIMARY KEY,
    tenant_id          TEXT NOT NULL,
    owner_id           TEXT NOT NULL,
    name               TEXT NOT NULL,
    description        TEXT NOT NULL,
    sharing            TEXT NOT NULL,
    chunking           TEXT NULL,
    revision           INTEGER NOT NULL,
    forgotten_revision INTEGER NOT NULL,
    created_at         TEXT NOT NULL,
    updated_at         TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_knowledge_collections_name ON knowledge_collections (tenant_id, owner_id, name);

CREATE TABLE knowledge_collection_groups (
    collection_id TEXT NOT NULL REFERENCES knowledge_collections (id) ON DELETE CASCADE,
    group_id      TEXT NOT NULL,
    tenant_id     TEXT NOT NULL,
    PRIMARY KEY (collection_id, group_id)
);

CREATE TABLE knowledge_documents (
    id            TEXT NOT NULL PRIMARY KEY,
    tenant_id     TEXT NOT NULL,
    collection_id TEXT NOT NULL REFERENCES knowledge_collections (id) ON DELETE CASCADE,
    source        TEXT NOT NULL,
    source_key    TEXT NOT NULL,
    name          TEXT NOT NULL,
    media_type    TEXT NOT NULL,
    content_hash  TEXT NOT NULL,
    size          INTEGER NOT NULL,
    status        TEXT NOT NULL,
    failure       TEXT NULL,
    error         TEXT NULL,
    generation    INTEGER NOT NULL,
    revision      INTEGER NOT NULL,
    title         TEXT NULL,
    author        TEXT NULL,
    language      TEXT NULL,
    keywords      TEXT NOT NULL,
    tags          TEXT NOT NULL,
    date          TEXT NULL,
    text_length   INTEGER NOT NULL,
    page_count    INTEGER NOT NULL,
    chunk_count   INTEGER NOT NULL,
    indexed_as    TEXT NULL,
    created_at    TEXT NOT NULL,
    updated_at    TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_knowledge_documents_source ON knowledge_documents (collection_id, source, source_key);
CREATE INDEX ix_knowledge_documents_hash ON knowledge_documents (collection_id, content_hash);
CREATE INDEX ix_knowledge_documents_revision ON knowledge_documents (collection_id, revision);

CREATE TABLE knowledge_bodies (
    document_id   TEXT NOT NULL PRIMARY KEY REFERENCES knowledge_documents (id) ON DELETE CASCADE,
    tenant_id     TEXT NOT NULL,
    collection_id TEXT NOT NULL,
    generation    INTEGER NOT NULL,
    text          TEXT NOT NULL,
    layout        TEXT NOT NULL
);

CREATE TABLE knowledge_chunks (
    id            TEXT NOT NULL PRIMARY KEY,
    tenant_id     TEXT NOT NULL,
    collection_id TEXT NOT NULL,
    document_id   TEXT NOT NULL REFERENCES knowledge_documents (id) ON DELETE CASCADE,
    generation    INTEGER NOT NULL,
    ordinal       INTEGER NOT NULL,
    starts_at     INTEGER NOT NULL,
    ends_at       INTEGER NOT NULL,
    page          INTEGER NULL,
    section       TEXT NULL,
    tokens        INTEGER NOT NULL,
    text          TEXT NOT NULL
);
CREATE UNIQUE INDEX ix_knowledge_chunks_place ON knowledge_chunks (document_id, generation, ordinal);

CREATE TABLE knowledge_vectors (
    chunk_id      TEXT NOT NULL REFERENCES knowledge_chunks (id) ON DELETE CASCADE,
    embedder      TEXT NOT NULL,
    "window"      INTEGER NOT NULL,
    tenant_id     TEXT NOT NULL,
    collection_id TEXT NOT NULL,
    document_id   TEXT NOT NULL,
    vector        BLOB NOT NULL,
    PRIMARY KEY (chunk_id, embedder, "window")
);
CREATE INDEX ix_knowledge_vectors_document ON knowledge_vectors (document_id);

CREATE TABLE knowledge_files (
    collection_id TEXT NOT NULL REFERENCES knowledge_collections (id) ON DELETE CASCADE,
    content_hash  TEXT NOT NULL,
    tenant_id     TEXT NOT NULL,
    content       BLOB NOT NULL,
    PRIMARY KEY (collection_id, content_hash)
);

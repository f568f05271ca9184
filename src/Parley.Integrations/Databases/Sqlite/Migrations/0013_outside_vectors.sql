-- Spaces that a store outside the database holds vectors of. They outlive their collections: one without a collection is to be removed.
CREATE TABLE knowledge_outside_spaces (
    id            TEXT NOT NULL PRIMARY KEY,
    tenant_id     TEXT NOT NULL,
    collection_id TEXT NOT NULL,
    store         TEXT NOT NULL,
    embedder      TEXT NOT NULL,
    dimensions    INTEGER NOT NULL,
    failures      INTEGER NOT NULL,
    retry_at      TEXT NOT NULL,
    error         TEXT NULL
);
CREATE UNIQUE INDEX ix_knowledge_outside_spaces_place ON knowledge_outside_spaces (collection_id, store, embedder, dimensions);

-- Vectors to be taken out of a space when their passage is gone.
CREATE TABLE knowledge_owed_removals (
    chunk_id   TEXT NOT NULL,
    space_id   TEXT NOT NULL REFERENCES knowledge_outside_spaces (id) ON DELETE CASCADE,
    tenant_id  TEXT NOT NULL,
    due_at     TEXT NOT NULL,
    held_until TEXT NOT NULL,
    PRIMARY KEY (chunk_id, space_id)
);
CREATE INDEX ix_knowledge_owed_removals_due ON knowledge_owed_removals (space_id, due_at);

-- However a passage goes, by itself, with its document or with somebody's account: the removal of its vectors is owed from the same transaction on.
-- With a whole collection its spaces go.
CREATE TRIGGER knowledge_chunks_owe_removal AFTER DELETE ON knowledge_chunks
WHEN EXISTS (SELECT 1 FROM knowledge_outside_spaces s WHERE s.collection_id = OLD.collection_id)
BEGIN
    INSERT INTO knowledge_owed_removals (chunk_id, space_id, tenant_id, due_at, held_until)
    SELECT OLD.id, s.id, s.tenant_id, '1970-01-01 00:00:00', '1970-01-01 00:00:00' FROM knowledge_outside_spaces s
    WHERE s.collection_id = OLD.collection_id AND EXISTS (SELECT 1 FROM knowledge_collections c WHERE c.id = OLD.collection_id)
    ON CONFLICT (chunk_id, space_id) DO UPDATE SET due_at = excluded.due_at;
END;

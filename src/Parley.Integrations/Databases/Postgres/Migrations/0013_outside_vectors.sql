-- Spaces that a store outside the database holds vectors of. They outlive their collections: one without a collection is to be removed.
CREATE TABLE knowledge_outside_spaces (
    id            uuid NOT NULL PRIMARY KEY,
    tenant_id     uuid NOT NULL,
    collection_id uuid NOT NULL,
    store         text NOT NULL,
    embedder      text NOT NULL,
    dimensions    integer NOT NULL,
    failures      integer NOT NULL,
    retry_at      timestamptz NOT NULL,
    error         text NULL
);
CREATE UNIQUE INDEX ix_knowledge_outside_spaces_place ON knowledge_outside_spaces (collection_id, store, embedder, dimensions);

-- Vectors to be taken out of a space when their passage is gone.
CREATE TABLE knowledge_owed_removals (
    chunk_id   uuid NOT NULL,
    space_id   uuid NOT NULL REFERENCES knowledge_outside_spaces (id) ON DELETE CASCADE,
    tenant_id  uuid NOT NULL,
    due_at     timestamptz NOT NULL,
    held_until timestamptz NOT NULL,
    PRIMARY KEY (chunk_id, space_id)
);
CREATE INDEX ix_knowledge_owed_removals_due ON knowledge_owed_removals (space_id, due_at);

-- However a passage goes, by itself, with its document or with somebody's account: the removal of its vectors is owed from the same transaction on.
-- With a whole collection its spaces go. Written with the owner's eyes, whoever deletes.
CREATE FUNCTION parley_owe_removals() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO knowledge_owed_removals (chunk_id, space_id, tenant_id, due_at, held_until)
    SELECT g.id, s.id, s.tenant_id, '1970-01-01 00:00:00+00', '1970-01-01 00:00:00+00' FROM gone g
    JOIN knowledge_outside_spaces s ON s.collection_id = g.collection_id
    WHERE EXISTS (SELECT FROM knowledge_collections c WHERE c.id = g.collection_id)
    ON CONFLICT (chunk_id, space_id) DO UPDATE SET due_at = excluded.due_at;
    RETURN NULL;
END;
$$;
CREATE TRIGGER knowledge_chunks_owe_removal AFTER DELETE ON knowledge_chunks
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION parley_owe_removals();

ALTER TABLE knowledge_outside_spaces ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON knowledge_outside_spaces USING (tenant_id = parley_tenant());
ALTER TABLE knowledge_owed_removals ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON knowledge_owed_removals USING (tenant_id = parley_tenant());

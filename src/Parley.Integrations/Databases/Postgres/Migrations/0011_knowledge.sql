CREATE TABLE knowledge_collections (
    id                 uuid NOT NULL PRIMARY KEY,
    tenant_id          uuid NOT NULL,
    owner_id           uuid NOT NULL,
    name               text NOT NULL,
    description        text NOT NULL,
    sharing            text NOT NULL,
    chunking           text NULL,
    revision           bigint NOT NULL,
    forgotten_revision bigint NOT NULL,
    created_at         timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL
);
CREATE UNIQUE INDEX ix_knowledge_collections_name ON knowledge_collections (tenant_id, owner_id, name);

CREATE TABLE knowledge_collection_groups (
    collection_id uuid NOT NULL REFERENCES knowledge_collections (id) ON DELETE CASCADE,
    group_id      uuid NOT NULL,
    tenant_id     uuid NOT NULL,
    PRIMARY KEY (collection_id, group_id)
);

CREATE TABLE knowledge_documents (
    id            uuid NOT NULL PRIMARY KEY,
    tenant_id     uuid NOT NULL,
    collection_id uuid NOT NULL REFERENCES knowledge_collections (id) ON DELETE CASCADE,
    source        text NOT NULL,
    source_key    text NOT NULL,
    name          text NOT NULL,
    media_type    text NOT NULL,
    content_hash  text NOT NULL,
    size          bigint NOT NULL,
    status        text NOT NULL,
    failure       text NULL,
    error         text NULL,
    generation    integer NOT NULL,
    revision      bigint NOT NULL,
    title         text NULL,
    author        text NULL,
    language      text NULL,
    keywords      text NOT NULL,
    tags          text NOT NULL,
    date          timestamptz NULL,
    text_length   integer NOT NULL,
    page_count    integer NOT NULL,
    chunk_count   integer NOT NULL,
    indexed_as    text NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX ix_knowledge_documents_source ON knowledge_documents (collection_id, source, source_key);
CREATE INDEX ix_knowledge_documents_hash ON knowledge_documents (collection_id, content_hash);
CREATE INDEX ix_knowledge_documents_revision ON knowledge_documents (collection_id, revision);

CREATE TABLE knowledge_bodies (
    document_id   uuid NOT NULL PRIMARY KEY REFERENCES knowledge_documents (id) ON DELETE CASCADE,
    tenant_id     uuid NOT NULL,
    collection_id uuid NOT NULL,
    generation    integer NOT NULL,
    text          text NOT NULL,
    layout        text NOT NULL
);

CREATE TABLE knowledge_chunks (
    id            uuid NOT NULL PRIMARY KEY,
    tenant_id     uuid NOT NULL,
    collection_id uuid NOT NULL,
    document_id   uuid NOT NULL REFERENCES knowledge_documents (id) ON DELETE CASCADE,
    generation    integer NOT NULL,
    ordinal       integer NOT NULL,
    starts_at     integer NOT NULL,
    ends_at       integer NOT NULL,
    page          integer NULL,
    section       text NULL,
    tokens        integer NOT NULL,
    text          text NOT NULL
);
CREATE UNIQUE INDEX ix_knowledge_chunks_place ON knowledge_chunks (document_id, generation, ordinal);

CREATE TABLE knowledge_vectors (
    chunk_id      uuid NOT NULL REFERENCES knowledge_chunks (id) ON DELETE CASCADE,
    embedder      text NOT NULL,
    "window"      integer NOT NULL,
    tenant_id     uuid NOT NULL,
    collection_id uuid NOT NULL,
    document_id   uuid NOT NULL,
    vector        bytea NOT NULL,
    PRIMARY KEY (chunk_id, embedder, "window")
);
CREATE INDEX ix_knowledge_vectors_document ON knowledge_vectors (document_id);

CREATE TABLE knowledge_files (
    collection_id uuid NOT NULL REFERENCES knowledge_collections (id) ON DELETE CASCADE,
    content_hash  text NOT NULL,
    tenant_id     uuid NOT NULL,
    content       bytea NOT NULL,
    PRIMARY KEY (collection_id, content_hash)
);

-- What a caller may not see of a collection says more than the tables' policies may: so it is asked with the owner's eyes.
CREATE FUNCTION parley_is_hidden(collection uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
    AS $$ SELECT EXISTS (SELECT FROM knowledge_collections c WHERE c.id = collection AND c.sharing = 'private' AND c.owner_id <> parley_owner()) $$;
CREATE FUNCTION parley_is_public(collection uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
    AS $$ SELECT EXISTS (SELECT FROM knowledge_collections c WHERE c.id = collection AND c.sharing = 'public') $$;

ALTER TABLE knowledge_collections ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON knowledge_collections USING (tenant_id = parley_tenant() AND (sharing <> 'private' OR owner_id = parley_owner()));
CREATE POLICY readers ON knowledge_collections FOR SELECT USING (sharing = 'public');
ALTER TABLE knowledge_collection_groups ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON knowledge_collection_groups USING (tenant_id = parley_tenant() AND NOT parley_is_hidden(collection_id));
ALTER TABLE knowledge_documents ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON knowledge_documents USING (tenant_id = parley_tenant() AND NOT parley_is_hidden(collection_id));
CREATE POLICY readers ON knowledge_documents FOR SELECT USING (parley_is_public(collection_id));
ALTER TABLE knowledge_bodies ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON knowledge_bodies USING (tenant_id = parley_tenant() AND NOT parley_is_hidden(collection_id));
CREATE POLICY readers ON knowledge_bodies FOR SELECT USING (parley_is_public(collection_id));
ALTER TABLE knowledge_chunks ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON knowledge_chunks USING (tenant_id = parley_tenant() AND NOT parley_is_hidden(collection_id));
CREATE POLICY readers ON knowledge_chunks FOR SELECT USING (parley_is_public(collection_id));
ALTER TABLE knowledge_vectors ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON knowledge_vectors USING (tenant_id = parley_tenant() AND NOT parley_is_hidden(collection_id));
CREATE POLICY readers ON knowledge_vectors FOR SELECT USING (parley_is_public(collection_id));
ALTER TABLE knowledge_files ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON knowledge_files USING (tenant_id = parley_tenant() AND NOT parley_is_hidden(collection_id));
CREATE POLICY readers ON knowledge_files FOR SELECT USING (parley_is_public(collection_id));

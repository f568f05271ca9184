-- A document has every name that its content comes under, and lives as long as one of them.
CREATE TABLE knowledge_names (
    collection_id uuid NOT NULL,
    source        text NOT NULL,
    source_key    text NOT NULL,
    tenant_id     uuid NOT NULL,
    document_id   uuid NOT NULL REFERENCES knowledge_documents (id) ON DELETE CASCADE,
    name          text NOT NULL,
    PRIMARY KEY (collection_id, source, source_key)
);
CREATE INDEX ix_knowledge_names_document ON knowledge_names (document_id);
INSERT INTO knowledge_names (collection_id, source, source_key, tenant_id, document_id, name)
    SELECT collection_id, source, source_key, tenant_id, id, name FROM knowledge_documents WHERE status <> 'removed';
DROP INDEX ix_knowledge_documents_source;
ALTER TABLE knowledge_documents DROP COLUMN source_key;

ALTER TABLE knowledge_names ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON knowledge_names USING (tenant_id = parley_tenant() AND NOT parley_is_hidden(collection_id));
CREATE POLICY readers ON knowledge_names FOR SELECT USING (parley_is_public(collection_id));

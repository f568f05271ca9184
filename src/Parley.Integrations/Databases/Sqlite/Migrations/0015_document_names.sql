-- A document has every name that its content comes under, and lives as long as one of them.
CREATE TABLE knowledge_names (
    collection_id TEXT NOT NULL,
    source        TEXT NOT NULL,
    source_key    TEXT NOT NULL,
    tenant_id     TEXT NOT NULL,
    document_id   TEXT NOT NULL REFERENCES knowledge_documents (id) ON DELETE CASCADE,
    name          TEXT NOT NULL,
    PRIMARY KEY (collection_id, source, source_key)
);
CREATE INDEX ix_knowledge_names_document ON knowledge_names (document_id);
INSERT INTO knowledge_names (collection_id, source, source_key, tenant_id, document_id, name)
    SELECT collection_id, source, source_key, tenant_id, id, name FROM knowledge_documents WHERE status <> 'removed';
DROP INDEX ix_knowledge_documents_source;
ALTER TABLE knowledge_documents DROP COLUMN source_key;

-- Name and title folded by Parley. Of documents that are there already as well as the database can, until they are read anew.
ALTER TABLE knowledge_documents ADD COLUMN search_name text NOT NULL DEFAULT '';
UPDATE knowledge_documents SET search_name = lower(name || chr(10) || coalesce(title, ''));

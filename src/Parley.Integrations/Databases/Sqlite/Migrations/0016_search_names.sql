-- Names and titles folded by Parley. Of what is there already as well as the database can, until it is read anew.
ALTER TABLE knowledge_documents ADD COLUMN search_name TEXT NOT NULL DEFAULT '';
UPDATE knowledge_documents SET search_name = lower(name || char(10) || coalesce(title, ''));
ALTER TABLE knowledge_names ADD COLUMN search_name TEXT NOT NULL DEFAULT '';
UPDATE knowledge_names SET search_name = lower(name);

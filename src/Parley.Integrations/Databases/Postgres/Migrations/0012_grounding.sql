ALTER TABLE turns ADD COLUMN grounding text NULL;
ALTER TABLE turns ADD COLUMN sources text NULL;
ALTER TABLE turns ADD COLUMN citations text NULL;

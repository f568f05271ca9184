ALTER TABLE turns ADD COLUMN route_tier text NULL;
ALTER TABLE turns ADD COLUMN route_reason text NULL;

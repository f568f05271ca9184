-- The one change: where a person came from is taken away when the person is erased.
CREATE TRIGGER audit_events_append_only BEFORE UPDATE ON audit_events
WHEN NEW.origin IS NOT NULL OR NEW.tenant_id IS NOT OLD.tenant_id OR NEW.sequence IS NOT OLD.sequence OR NEW.at IS NOT OLD.at
    OR NEW.actor_id IS NOT OLD.actor_id OR NEW.key_id IS NOT OLD.key_id OR NEW.action IS NOT OLD.action OR NEW.target IS NOT OLD.target
    OR NEW.result IS NOT OLD.result OR NEW.trace_id IS NOT OLD.trace_id OR NEW.details IS NOT OLD.details
    OR NEW.origin_hash IS NOT OLD.origin_hash OR NEW.chain_key IS NOT OLD.chain_key OR NEW.hash IS NOT OLD.hash
BEGIN
    SELECT RAISE(ABORT, 'The audit trail is append-only.');
END;
CREATE TRIGGER audit_events_not_deleted BEFORE DELETE ON audit_events
BEGIN
    SELECT RAISE(ABORT, 'The audit trail is append-only.');
END;
-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER audit_events_not_replaced BEFORE INSERT ON audit_events
WHEN EXISTS (SELECT 1 FROM audit_events e WHERE e.tenant_id = NEW.tenant_id AND e.sequence = NEW.sequence)
BEGIN
    SELECT RAISE(ABORT, 'The audit trail is append-only.');
END;
CREATE TRIGGER audit_heads_forward_only BEFORE UPDATE ON audit_heads
WHEN NEW.tenant_id IS NOT OLD.tenant_id OR NEW.sequence < OLD.sequence
BEGIN
    SELECT RAISE(ABORT, 'The audit trail is append-only.');
END;
CREATE TRIGGER audit_heads_not_deleted BEFORE DELETE ON audit_heads
BEGIN
    SELECT RAISE(ABORT, 'The audit trail is append-only.');
END;

-- The second wall behind the query filters. The tables' owner, who runs schema scripts and work for the installation, passes it;
-- the role that a caller's connection takes on does not. It may touch only tables with a policy.
CREATE FUNCTION parley_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(current_setting('parley.tenant_id', true), '')::uuid $$;
CREATE FUNCTION parley_owner() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT NULLIF(current_setting('parley.owner_id', true), '')::uuid $$;

-- What people write is theirs alone.
ALTER TABLE conversations ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON conversations USING (tenant_id = parley_tenant() AND owner_id = parley_owner());
ALTER TABLE messages ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON messages USING (tenant_id = parley_tenant() AND owner_id = parley_owner());
ALTER TABLE turns ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON turns USING (tenant_id = parley_tenant() AND owner_id = parley_owner());
ALTER TABLE turn_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON turn_events USING (tenant_id = parley_tenant() AND owner_id = parley_owner());
ALTER TABLE library_items ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON library_items USING (tenant_id = parley_tenant() AND owner_id = parley_owner());
ALTER TABLE library_versions ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON library_versions USING (tenant_id = parley_tenant() AND owner_id = parley_owner());

-- What those who run the tenant look after.
ALTER TABLE usage_entries ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON usage_entries USING (tenant_id = parley_tenant());
ALTER TABLE budgets ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON budgets USING (tenant_id = parley_tenant());
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON users USING (tenant_id = parley_tenant());
ALTER TABLE external_logins ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON external_logins USING (tenant_id = parley_tenant());
ALTER TABLE groups ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON groups USING (tenant_id = parley_tenant());
ALTER TABLE group_members ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON group_members USING (tenant_id = parley_tenant());
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON sessions USING (tenant_id = parley_tenant());
ALTER TABLE refresh_tokens ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON refresh_tokens USING (tenant_id = parley_tenant());
ALTER TABLE one_time_links ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON one_time_links USING (tenant_id = parley_tenant());
ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON api_keys USING (tenant_id = parley_tenant());
ALTER TABLE audit_heads ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON audit_heads USING (tenant_id = parley_tenant());
ALTER TABLE audit_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON audit_events USING (tenant_id = parley_tenant());

ALTER TABLE tenants ENABLE ROW LEVEL SECURITY;
CREATE POLICY caller ON tenants USING (id = parley_tenant());

-- What Prisma's schema can't say: the two roles the service works under, row-level security by firm,
-- and the tables that are only ever added to (docs/adr/0003-tenancy.md).

-- The roles belong to the whole server, not to this database: another database may have made them.
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['aa_app', 'aa_operator'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL; -- made by another database's migration at this very moment
      END;
    END IF;
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
      BEGIN
        EXECUTE format('GRANT %I TO CURRENT_USER', role_name);
      EXCEPTION WHEN insufficient_privilege THEN
        -- Fine where the administrator who made the role has granted it already.
        IF NOT pg_has_role(current_user, role_name, 'MEMBER') THEN
          RAISE EXCEPTION 'the role % exists, and % may not become it', role_name, current_user
            USING HINT = format('Have its administrator run: GRANT aa_app, aa_operator TO %I', current_user);
        END IF;
      END;
    END IF;
  END LOOP;
END $$;

GRANT USAGE ON SCHEMA public TO aa_app, aa_operator;

-- Shared by all firms: read by everyone, written by the operator alone.
GRANT SELECT ON installation, price_bars, macro_observations, data_imports TO aa_app;
GRANT SELECT, INSERT ON price_bars, macro_observations, data_imports TO aa_operator;
GRANT SELECT, INSERT, UPDATE ON installation TO aa_operator;

-- Of one firm each.
GRANT SELECT, UPDATE ON firms TO aa_app;
GRANT SELECT, INSERT, UPDATE, DELETE
  ON principals, api_keys, clients, accounts, account_external_ids, positions, policies TO aa_app;
GRANT SELECT, INSERT ON policy_versions, recommendations, audit_events TO aa_app;

-- The operator makes a firm with its first principal, key and policy, as the firm it makes.
GRANT SELECT, INSERT ON firms, principals, api_keys, policies, policy_versions, audit_events TO aa_operator;

-- A row is seen and written by the firm the transaction speaks for; without one there are no rows.
DO $$
DECLARE
  tenant_table text;
  firm_column text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY[
    'firms', 'principals', 'api_keys', 'clients', 'accounts', 'account_external_ids', 'positions',
    'policies', 'policy_versions', 'recommendations', 'audit_events'
  ] LOOP
    firm_column := CASE tenant_table WHEN 'firms' THEN 'id' ELSE 'firm_id' END;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      $policy$
        CREATE POLICY own_firm ON %1$I
          USING (%2$I = NULLIF(current_setting('app.firm_id', true), '')::uuid)
          WITH CHECK (%2$I = NULLIF(current_setting('app.firm_id', true), '')::uuid)
      $policy$,
      tenant_table, firm_column
    );
  END LOOP;
END $$;

-- The operator has to know whether there is a firm at all, and which.
CREATE POLICY operator_lists_firms ON firms FOR SELECT TO aa_operator USING (true);

-- Added to and never changed, whoever asks: grants don't stop an owner or a superuser, a trigger does.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;

DO $$
DECLARE
  append_only text;
BEGIN
  FOREACH append_only IN ARRAY ARRAY[
    'price_bars', 'macro_observations', 'policy_versions', 'recommendations', 'audit_events'
  ] LOOP
    EXECUTE format(
      'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
         FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
      append_only
    );
  END LOOP;
END $$;

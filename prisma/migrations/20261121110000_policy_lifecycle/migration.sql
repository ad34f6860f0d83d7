-- CreateTable
CREATE TABLE "policy_version_events" (
    "firm_id" UUID NOT NULL,
    "policy_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "active_from" DATE,
    "note" TEXT,
    "done_by" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "policy_version_events_pkey" PRIMARY KEY ("firm_id","policy_id","version","sequence")
);

-- AddForeignKey
ALTER TABLE "policy_version_events" ADD CONSTRAINT "policy_version_events_firm_id_policy_id_version_fkey" FOREIGN KEY ("firm_id", "policy_id", "version") REFERENCES "policy_versions"("firm_id", "policy_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_version_events" ADD CONSTRAINT "policy_version_events_firm_id_done_by_fkey" FOREIGN KEY ("firm_id", "done_by") REFERENCES "principals"("firm_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema can't say. Where a version stands is what was last done with it: first, what was done
-- with those that are there. An owner who is no superuser sees no firm's rows unless that is lifted.
ALTER TABLE policy_versions NO FORCE ROW LEVEL SECURITY;
INSERT INTO policy_version_events (firm_id, policy_id, version, sequence, kind, done_by, at)
  SELECT firm_id, policy_id, version, 1, 'drafted', created_by, created_at FROM policy_versions;
INSERT INTO policy_version_events (firm_id, policy_id, version, sequence, kind, active_from, done_by, at)
  SELECT firm_id, policy_id, version, 2, 'activated', (created_at AT TIME ZONE 'America/New_York')::date,
         created_by, created_at
  FROM policy_versions WHERE status = 'active';
ALTER TABLE policy_versions FORCE ROW LEVEL SECURITY;

-- AlterTable
ALTER TABLE "policy_versions" DROP COLUMN "status";

GRANT SELECT, INSERT ON policy_version_events TO aa_app, aa_operator;

ALTER TABLE policy_version_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE policy_version_events FORCE ROW LEVEL SECURITY;
CREATE POLICY own_firm ON policy_version_events
  USING (firm_id = NULLIF(current_setting('app.firm_id', true), '')::uuid)
  WITH CHECK (firm_id = NULLIF(current_setting('app.firm_id', true), '')::uuid);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_version_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Keys that were made with every scope of their time get the scopes that came since.
ALTER TABLE api_keys NO FORCE ROW LEVEL SECURITY;
UPDATE api_keys
  SET scopes = scopes || ARRAY(
        SELECT later FROM unnest(ARRAY['macro:write', 'policies:approve']) AS later WHERE later <> ALL (scopes)
      ),
      version = version + 1
  WHERE scopes @> ARRAY[
      'market:read', 'macro:read', 'market-data:read', 'accounts:read', 'accounts:write',
      'recommendations:read', 'recommendations:write', 'policies:read', 'policies:write',
      'firm:read', 'firm:write', 'keys:read', 'keys:write'
    ]
    AND NOT scopes @> ARRAY['macro:write', 'policies:approve'];
ALTER TABLE api_keys FORCE ROW LEVEL SECURITY;

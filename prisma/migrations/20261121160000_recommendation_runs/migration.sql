-- AlterTable
ALTER TABLE "recommendations" ADD COLUMN     "verdict_id" UUID;

-- CreateTable
CREATE TABLE "recommendation_verdicts" (
    "firm_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "entries" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "recommendation_verdicts_pkey" PRIMARY KEY ("firm_id","id")
);

-- CreateTable
CREATE TABLE "recommendation_runs" (
    "firm_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "running" BOOLEAN,
    "as_of" DATE NOT NULL,
    "asked_as_of" DATE,
    "known_at" TIMESTAMPTZ(6) NOT NULL,
    "revision" TEXT NOT NULL,
    "entries" JSONB NOT NULL,
    "policy_id" UUID NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "against_id" UUID,
    "against_version" INTEGER,
    "filter" JSONB NOT NULL,
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "slices_left" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "created_by" UUID NOT NULL,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "recommendation_runs_pkey" PRIMARY KEY ("firm_id","id")
);

-- CreateTable
CREATE TABLE "run_slices" (
    "firm_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "first_account" UUID NOT NULL,
    "before" UUID,
    "accounts" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "totals" JSONB,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "run_slices_pkey" PRIMARY KEY ("firm_id","run_id","position")
);

-- CreateTable
CREATE TABLE "run_items" (
    "firm_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "risk_profile" TEXT NOT NULL,
    "recommendation_id" UUID,
    "action" TEXT,
    "equity_bps" INTEGER,
    "most_bps" INTEGER,
    "value_cents" BIGINT,
    "turnover_cents" BIGINT,
    "exceptions" TEXT[],
    "error_code" TEXT,
    "error_message" TEXT,

    CONSTRAINT "run_items_pkey" PRIMARY KEY ("firm_id","run_id","account_id")
);

-- CreateIndex
CREATE INDEX "recommendation_runs_firm_id_kind_created_at_id_idx" ON "recommendation_runs"("firm_id", "kind", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "recommendation_runs_firm_id_running_key" ON "recommendation_runs"("firm_id", "running");

-- AddForeignKey
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_firm_id_verdict_id_fkey" FOREIGN KEY ("firm_id", "verdict_id") REFERENCES "recommendation_verdicts"("firm_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation_verdicts" ADD CONSTRAINT "recommendation_verdicts_firm_id_fkey" FOREIGN KEY ("firm_id") REFERENCES "firms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation_runs" ADD CONSTRAINT "recommendation_runs_firm_id_fkey" FOREIGN KEY ("firm_id") REFERENCES "firms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation_runs" ADD CONSTRAINT "recommendation_runs_firm_id_policy_id_policy_version_fkey" FOREIGN KEY ("firm_id", "policy_id", "policy_version") REFERENCES "policy_versions"("firm_id", "policy_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_slices" ADD CONSTRAINT "run_slices_firm_id_run_id_fkey" FOREIGN KEY ("firm_id", "run_id") REFERENCES "recommendation_runs"("firm_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_items" ADD CONSTRAINT "run_items_firm_id_run_id_fkey" FOREIGN KEY ("firm_id", "run_id") REFERENCES "recommendation_runs"("firm_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema can't say: whose rows they are, and which are only ever added to.
GRANT SELECT, INSERT ON recommendation_verdicts, run_items TO aa_app;
GRANT SELECT, INSERT, UPDATE ON recommendation_runs, run_slices TO aa_app;

DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY[
    'recommendation_verdicts', 'recommendation_runs', 'run_slices', 'run_items'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      $policy$
        CREATE POLICY own_firm ON %1$I
          USING (firm_id = NULLIF(current_setting('app.firm_id', true), '')::uuid)
          WITH CHECK (firm_id = NULLIF(current_setting('app.firm_id', true), '')::uuid)
      $policy$,
      tenant_table
    );
  END LOOP;
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON recommendation_verdicts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON run_items
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A book's worth of texts is compressed as it is stored: lz4 takes a fraction of the default's time, where
-- PostgreSQL was built with it.
DO $$
BEGIN
  ALTER TABLE recommendations ALTER COLUMN body SET COMPRESSION lz4, ALTER COLUMN inputs SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
  NULL;
END $$;

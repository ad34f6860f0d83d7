-- CreateTable
CREATE TABLE "rule_records" (
    "firm_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "policy_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "computed_at" TIMESTAMPTZ(6) NOT NULL,
    "through_session" DATE NOT NULL,
    "data_revision" BIGINT NOT NULL,
    "engine_version" TEXT NOT NULL,
    "record" JSON NOT NULL,

    CONSTRAINT "rule_records_pkey" PRIMARY KEY ("firm_id","id")
);

-- CreateIndex
CREATE INDEX "rule_records_firm_id_policy_id_version_computed_at_idx" ON "rule_records"("firm_id", "policy_id", "version", "computed_at");

-- CreateIndex
CREATE UNIQUE INDEX "rule_records_firm_id_policy_id_version_through_session_data_key" ON "rule_records"("firm_id", "policy_id", "version", "through_session", "data_revision", "engine_version");

-- AddForeignKey
ALTER TABLE "rule_records" ADD CONSTRAINT "rule_records_firm_id_fkey" FOREIGN KEY ("firm_id") REFERENCES "firms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_records" ADD CONSTRAINT "rule_records_firm_id_policy_id_version_fkey" FOREIGN KEY ("firm_id", "policy_id", "version") REFERENCES "policy_versions"("firm_id", "policy_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema can't say: whose rows they are, and that they are only ever added to.
GRANT SELECT, INSERT ON rule_records TO aa_app;

ALTER TABLE rule_records ENABLE ROW LEVEL SECURITY;
ALTER TABLE rule_records FORCE ROW LEVEL SECURITY;
CREATE POLICY own_firm ON rule_records
  USING (firm_id = NULLIF(current_setting('app.firm_id', true), '')::uuid)
  WITH CHECK (firm_id = NULLIF(current_setting('app.firm_id', true), '')::uuid);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rule_records
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- AlterTable
ALTER TABLE "clients" ADD COLUMN     "deleted_at" TIMESTAMPTZ(6),
ADD COLUMN     "household_id" UUID,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "cash_needs" JSONB,
ADD COLUMN     "drift" JSONB,
ADD COLUMN     "equity" JSONB;

-- CreateTable
CREATE TABLE "households" (
    "firm_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "advice_unit" TEXT NOT NULL,
    "risk_profile" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,
    "deleted_at" TIMESTAMPTZ(6),

    CONSTRAINT "households_pkey" PRIMARY KEY ("firm_id","id")
);

-- CreateIndex
CREATE INDEX "households_firm_id_created_at_id_idx" ON "households"("firm_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "clients_firm_id_created_at_id_idx" ON "clients"("firm_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "clients_firm_id_household_id_idx" ON "clients"("firm_id", "household_id");

-- CreateIndex
CREATE INDEX "accounts_firm_id_client_id_idx" ON "accounts"("firm_id", "client_id");

-- AddForeignKey
ALTER TABLE "households" ADD CONSTRAINT "households_firm_id_fkey" FOREIGN KEY ("firm_id") REFERENCES "firms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clients" ADD CONSTRAINT "clients_firm_id_household_id_fkey" FOREIGN KEY ("firm_id", "household_id") REFERENCES "households"("firm_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- What Prisma's schema can't say: whose rows they are, and what they may hold.
ALTER TABLE households
  ADD CONSTRAINT households_advice_unit CHECK (advice_unit IN ('account', 'household')),
  ADD CONSTRAINT households_risk_profile CHECK (advice_unit = 'account' OR risk_profile IS NOT NULL);

GRANT SELECT, INSERT, UPDATE ON households TO aa_app;

ALTER TABLE households ENABLE ROW LEVEL SECURITY;
ALTER TABLE households FORCE ROW LEVEL SECURITY;
CREATE POLICY own_firm ON households
  USING (firm_id = NULLIF(current_setting('app.firm_id', true), '')::uuid)
  WITH CHECK (firm_id = NULLIF(current_setting('app.firm_id', true), '')::uuid);

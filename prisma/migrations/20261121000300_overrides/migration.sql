-- CreateTable
CREATE TABLE "macro_overrides" (
    "firm_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "reading" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "macro_overrides_pkey" PRIMARY KEY ("firm_id","id")
);

-- CreateIndex
CREATE INDEX "macro_overrides_firm_id_created_at_id_idx" ON "macro_overrides"("firm_id", "created_at", "id");

-- AddForeignKey
ALTER TABLE "macro_overrides" ADD CONSTRAINT "macro_overrides_firm_id_fkey" FOREIGN KEY ("firm_id") REFERENCES "firms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "macro_overrides" ADD CONSTRAINT "macro_overrides_firm_id_created_by_fkey" FOREIGN KEY ("firm_id", "created_by") REFERENCES "principals"("firm_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema can't say: whose rows they are. Entered and withdrawn, never deleted.
GRANT SELECT, INSERT, UPDATE ON macro_overrides TO aa_app;

ALTER TABLE macro_overrides ENABLE ROW LEVEL SECURITY;
ALTER TABLE macro_overrides FORCE ROW LEVEL SECURITY;
CREATE POLICY own_firm ON macro_overrides
  USING (firm_id = NULLIF(current_setting('app.firm_id', true), '')::uuid)
  WITH CHECK (firm_id = NULLIF(current_setting('app.firm_id', true), '')::uuid);

-- RenameColumn
ALTER TABLE "run_slices" RENAME COLUMN "first_account" TO "first_id";
ALTER TABLE "run_slices" RENAME COLUMN "before" TO "before_id";

-- AlterTable
ALTER TABLE "run_slices" ADD COLUMN     "unit" TEXT NOT NULL DEFAULT 'account';

-- AlterTable
ALTER TABLE "run_items" ADD COLUMN     "binding" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "household_id" UUID;

-- CreateTable
CREATE TABLE "book_members" (
    "firm_id" UUID NOT NULL,
    "book_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "household_id" UUID NOT NULL,

    CONSTRAINT "book_members_pkey" PRIMARY KEY ("firm_id","book_id","account_id")
);

-- CreateIndex
CREATE INDEX "book_members_firm_id_book_id_household_id_idx" ON "book_members"("firm_id", "book_id", "household_id");

-- AddForeignKey
ALTER TABLE "book_members" ADD CONSTRAINT "book_members_firm_id_account_id_fkey" FOREIGN KEY ("firm_id", "account_id") REFERENCES "accounts"("firm_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "book_members" ADD CONSTRAINT "book_members_firm_id_household_id_fkey" FOREIGN KEY ("firm_id", "household_id") REFERENCES "households"("firm_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema can't say: which units there are, whose rows they are, and that they are only ever
-- added to.
ALTER TABLE run_slices ADD CONSTRAINT run_slices_unit CHECK (unit IN ('account', 'household'));

GRANT SELECT, INSERT ON book_members TO aa_app;

ALTER TABLE book_members ENABLE ROW LEVEL SECURITY;
ALTER TABLE book_members FORCE ROW LEVEL SECURITY;
CREATE POLICY own_firm ON book_members
  USING (firm_id = NULLIF(current_setting('app.firm_id', true), '')::uuid)
  WITH CHECK (firm_id = NULLIF(current_setting('app.firm_id', true), '')::uuid);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON book_members
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

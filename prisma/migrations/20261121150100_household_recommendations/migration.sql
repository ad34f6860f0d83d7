-- AlterTable
ALTER TABLE "recommendations" ADD COLUMN     "household_id" UUID,
ALTER COLUMN "account_id" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "recommendations_firm_id_household_id_created_at_id_idx" ON "recommendations"("firm_id", "household_id", "created_at", "id");

-- AddForeignKey
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_firm_id_household_id_fkey" FOREIGN KEY ("firm_id", "household_id") REFERENCES "households"("firm_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- What Prisma's schema can't say: a recommendation is of one account or of one household.
ALTER TABLE recommendations
  ADD CONSTRAINT recommendations_subject CHECK (num_nonnulls(account_id, household_id) = 1);

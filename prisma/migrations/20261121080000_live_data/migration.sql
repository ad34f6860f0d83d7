-- Live data: corporate actions, what each price row is adjusted for, recorded vintages, and synchronisations.

-- AlterTable
ALTER TABLE "price_bars" ADD COLUMN     "adjusted_through" DATE NOT NULL DEFAULT CURRENT_DATE;

-- AlterTable
ALTER TABLE "macro_observations" ADD COLUMN     "vintage" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "corporate_actions" (
    "symbol" VARCHAR(12) NOT NULL,
    "ex_date" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "learned_at" TIMESTAMPTZ(6) NOT NULL,
    "value" DECIMAL(18,9) NOT NULL,
    "source" TEXT NOT NULL,
    "assumed" BOOLEAN NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "corporate_actions_pkey" PRIMARY KEY ("symbol","ex_date","kind","learned_at")
);

-- CreateTable
CREATE TABLE "source_closes" (
    "symbol" VARCHAR(12) NOT NULL,
    "session" DATE NOT NULL,
    "source" TEXT NOT NULL,
    "learned_at" TIMESTAMPTZ(6) NOT NULL,
    "close" DECIMAL(18,6) NOT NULL,
    "adjusted_through" DATE NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "source_closes_pkey" PRIMARY KEY ("symbol","session","source","learned_at")
);

-- CreateTable
CREATE TABLE "sync_jobs" (
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "running" BOOLEAN,
    "trigger" TEXT NOT NULL,
    "from_date" DATE,
    "through_date" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "sync_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_items" (
    "job_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" VARCHAR(32) NOT NULL,
    "position" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "source" TEXT,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "inserted" INTEGER NOT NULL DEFAULT 0,
    "corrected" INTEGER NOT NULL DEFAULT 0,
    "failures" JSONB NOT NULL DEFAULT '[]',
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "sync_items_pkey" PRIMARY KEY ("job_id","kind","name")
);

-- CreateIndex
CREATE UNIQUE INDEX "sync_jobs_running_key" ON "sync_jobs"("running");

-- CreateIndex
CREATE INDEX "sync_jobs_created_at_idx" ON "sync_jobs"("created_at");

-- AddForeignKey
ALTER TABLE "sync_items" ADD CONSTRAINT "sync_items_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "sync_jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The rows there so far came from files that were adjusted for every split up to their download. From now on
-- every writer says what its prices are adjusted for.
ALTER TABLE "price_bars" ALTER COLUMN "adjusted_through" DROP DEFAULT;

-- What Prisma's schema can't say.

GRANT SELECT ON corporate_actions, source_closes, sync_jobs, sync_items TO aa_app;
GRANT SELECT, INSERT ON corporate_actions, source_closes TO aa_operator;
GRANT SELECT, INSERT, UPDATE ON sync_jobs, sync_items TO aa_operator;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON corporate_actions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON source_closes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

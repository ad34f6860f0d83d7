-- The Fed's statements, and figures that a firm enters.

-- CreateTable
CREATE TABLE "fed_statements" (
    "statement_date" DATE NOT NULL,
    "released_at" TIMESTAMPTZ(6) NOT NULL,
    "learned_at" TIMESTAMPTZ(6) NOT NULL,
    "title" TEXT,
    "url" TEXT,
    "body" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "assumed" BOOLEAN NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "fed_statements_pkey" PRIMARY KEY ("statement_date","learned_at")
);

-- CreateTable
CREATE TABLE "market_facts" (
    "firm_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "symbol" VARCHAR(12),
    "kind" TEXT NOT NULL,
    "value" DECIMAL(12,4) NOT NULL,
    "basis" TEXT NOT NULL,
    "note" TEXT,
    "source" TEXT NOT NULL,
    "url" TEXT,
    "observed_on" DATE NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "market_facts_pkey" PRIMARY KEY ("firm_id","id")
);

-- CreateIndex
CREATE INDEX "market_facts_firm_id_created_at_id_idx" ON "market_facts"("firm_id", "created_at", "id");

-- AddForeignKey
ALTER TABLE "market_facts" ADD CONSTRAINT "market_facts_firm_id_fkey" FOREIGN KEY ("firm_id") REFERENCES "firms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "market_facts" ADD CONSTRAINT "market_facts_firm_id_created_by_fkey" FOREIGN KEY ("firm_id", "created_by") REFERENCES "principals"("firm_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema can't say. Statements are shared and only ever added to.
GRANT SELECT ON fed_statements TO aa_app;
GRANT SELECT, INSERT ON fed_statements TO aa_operator;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON fed_statements
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Facts are a firm's: entered and withdrawn, never deleted.
GRANT SELECT, INSERT, UPDATE ON market_facts TO aa_app;

ALTER TABLE market_facts ENABLE ROW LEVEL SECURITY;
ALTER TABLE market_facts FORCE ROW LEVEL SECURITY;
CREATE POLICY own_firm ON market_facts
  USING (firm_id = NULLIF(current_setting('app.firm_id', true), '')::uuid)
  WITH CHECK (firm_id = NULLIF(current_setting('app.firm_id', true), '')::uuid);

-- What a source said of a split or dividend where another source's word is the one in force.

-- CreateTable
CREATE TABLE "source_actions" (
    "symbol" VARCHAR(12) NOT NULL,
    "ex_date" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "learned_at" TIMESTAMPTZ(6) NOT NULL,
    "value" DECIMAL(18,9) NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "source_actions_pkey" PRIMARY KEY ("symbol","ex_date","kind","source","learned_at")
);

-- What Prisma's schema can't say.

GRANT SELECT ON source_actions TO aa_app;
GRANT SELECT, INSERT ON source_actions TO aa_operator;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON source_actions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What the exchange announced beyond the calendar's rules, as it was learned.

-- CreateTable
CREATE TABLE "announced_closures" (
    "date" DATE NOT NULL,
    "learned_at" TIMESTAMPTZ(6) NOT NULL,
    "closes_at" SMALLINT,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "announced_closures_pkey" PRIMARY KEY ("date","learned_at")
);

-- What Prisma's schema can't say.

GRANT SELECT ON announced_closures TO aa_app;
GRANT SELECT, INSERT ON announced_closures TO aa_operator;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON announced_closures
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

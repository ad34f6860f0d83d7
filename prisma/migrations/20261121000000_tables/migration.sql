-- CreateTable
CREATE TABLE "installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "dataset" TEXT NOT NULL,
    "data_revision" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "price_bars" (
    "symbol" VARCHAR(12) NOT NULL,
    "session" DATE NOT NULL,
    "learned_at" TIMESTAMPTZ(6) NOT NULL,
    "open" DECIMAL(18,6) NOT NULL,
    "high" DECIMAL(18,6) NOT NULL,
    "low" DECIMAL(18,6) NOT NULL,
    "close" DECIMAL(18,6) NOT NULL,
    "adj_close" DECIMAL(18,6),
    "volume" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "assumed" BOOLEAN NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "price_bars_pkey" PRIMARY KEY ("symbol","session","learned_at")
);

-- CreateTable
CREATE TABLE "macro_observations" (
    "series_id" VARCHAR(32) NOT NULL,
    "observation_date" DATE NOT NULL,
    "released_at" TIMESTAMPTZ(6) NOT NULL,
    "learned_at" TIMESTAMPTZ(6) NOT NULL,
    "value" DECIMAL(20,6) NOT NULL,
    "source" TEXT NOT NULL,
    "assumed" BOOLEAN NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "macro_observations_pkey" PRIMARY KEY ("series_id","observation_date","released_at","learned_at")
);

-- CreateTable
CREATE TABLE "data_imports" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "inserted" INTEGER NOT NULL,
    "imported_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "data_imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "firms" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "disclosures" TEXT NOT NULL DEFAULT '',
    "default_policy_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "firms_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "principals" (
    "firm_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "principals_pkey" PRIMARY KEY ("firm_id","id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "firm_id" UUID NOT NULL,
    "id" VARCHAR(12) NOT NULL,
    "principal_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "last4" VARCHAR(4) NOT NULL,
    "scopes" TEXT[],
    "expires_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("firm_id","id")
);

-- CreateTable
CREATE TABLE "clients" (
    "firm_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "clients_pkey" PRIMARY KEY ("firm_id","id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "firm_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID,
    "name" TEXT NOT NULL,
    "registration" TEXT NOT NULL,
    "risk_profile" TEXT NOT NULL,
    "cash" DECIMAL(20,2) NOT NULL,
    "constraints" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,
    "deleted_at" TIMESTAMPTZ(6),

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("firm_id","id")
);

-- CreateTable
CREATE TABLE "account_external_ids" (
    "firm_id" UUID NOT NULL,
    "system" VARCHAR(40) NOT NULL,
    "external_id" VARCHAR(120) NOT NULL,
    "account_id" UUID NOT NULL,

    CONSTRAINT "account_external_ids_pkey" PRIMARY KEY ("firm_id","system","external_id")
);

-- CreateTable
CREATE TABLE "positions" (
    "firm_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "symbol" VARCHAR(12) NOT NULL,
    "quantity" DECIMAL(24,6) NOT NULL,
    "market_value" DECIMAL(20,2),

    CONSTRAINT "positions_pkey" PRIMARY KEY ("firm_id","account_id","symbol")
);

-- CreateTable
CREATE TABLE "policies" (
    "firm_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "slug" VARCHAR(60) NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "policies_pkey" PRIMARY KEY ("firm_id","id")
);

-- CreateTable
CREATE TABLE "policy_versions" (
    "firm_id" UUID NOT NULL,
    "policy_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "document_hash" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "policy_versions_pkey" PRIMARY KEY ("firm_id","policy_id","version")
);

-- CreateTable
CREATE TABLE "recommendations" (
    "firm_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "as_of" DATE NOT NULL,
    "known_at" TIMESTAMPTZ(6) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "created_by" UUID NOT NULL,
    "policy_id" UUID NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "previous_id" UUID,
    "engine_version" TEXT NOT NULL,
    "template_version" TEXT NOT NULL,
    "inputs_hash" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "inputs" JSONB NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "recommendations_pkey" PRIMARY KEY ("firm_id","id")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "firm_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "principal_id" UUID,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "details" JSONB NOT NULL,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("firm_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "data_imports_kind_name_sha256_key" ON "data_imports"("kind", "name", "sha256");

-- CreateIndex
CREATE UNIQUE INDEX "principals_firm_id_name_key" ON "principals"("firm_id", "name");

-- CreateIndex
CREATE INDEX "accounts_firm_id_created_at_id_idx" ON "accounts"("firm_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "account_external_ids_firm_id_account_id_idx" ON "account_external_ids"("firm_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "policies_firm_id_slug_key" ON "policies"("firm_id", "slug");

-- CreateIndex
CREATE INDEX "recommendations_firm_id_account_id_created_at_id_idx" ON "recommendations"("firm_id", "account_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "audit_events_firm_id_at_id_idx" ON "audit_events"("firm_id", "at", "id");

-- AddForeignKey
ALTER TABLE "principals" ADD CONSTRAINT "principals_firm_id_fkey" FOREIGN KEY ("firm_id") REFERENCES "firms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_firm_id_fkey" FOREIGN KEY ("firm_id") REFERENCES "firms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_firm_id_principal_id_fkey" FOREIGN KEY ("firm_id", "principal_id") REFERENCES "principals"("firm_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clients" ADD CONSTRAINT "clients_firm_id_fkey" FOREIGN KEY ("firm_id") REFERENCES "firms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_firm_id_fkey" FOREIGN KEY ("firm_id") REFERENCES "firms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_firm_id_client_id_fkey" FOREIGN KEY ("firm_id", "client_id") REFERENCES "clients"("firm_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_external_ids" ADD CONSTRAINT "account_external_ids_firm_id_account_id_fkey" FOREIGN KEY ("firm_id", "account_id") REFERENCES "accounts"("firm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "positions" ADD CONSTRAINT "positions_firm_id_account_id_fkey" FOREIGN KEY ("firm_id", "account_id") REFERENCES "accounts"("firm_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policies" ADD CONSTRAINT "policies_firm_id_fkey" FOREIGN KEY ("firm_id") REFERENCES "firms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_firm_id_policy_id_fkey" FOREIGN KEY ("firm_id", "policy_id") REFERENCES "policies"("firm_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_firm_id_fkey" FOREIGN KEY ("firm_id") REFERENCES "firms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_firm_id_account_id_fkey" FOREIGN KEY ("firm_id", "account_id") REFERENCES "accounts"("firm_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_firm_id_policy_id_policy_version_fkey" FOREIGN KEY ("firm_id", "policy_id", "policy_version") REFERENCES "policy_versions"("firm_id", "policy_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_firm_id_fkey" FOREIGN KEY ("firm_id") REFERENCES "firms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

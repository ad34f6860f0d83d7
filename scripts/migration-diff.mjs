// Prints the SQL that takes one Prisma schema to another, without a database and without the native
// schema engine: node scripts/migration-diff.mjs [OLD.prisma] (default: from nothing to the present).
// Save the output as prisma/migrations/<yyyymmddhhmmss>_<name>/migration.sql, and write by hand what
// Prisma doesn't know: grants, policies and triggers of new tables.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';

globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message() {} };

const wasm = fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg')).replace(
  /\.js$/,
  '.wasm',
);
const { instance } = await WebAssembly.instantiate(readFileSync(wasm), {
  './schema_engine_bg.js': engine,
});
engine.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();

const present = fileURLToPath(new URL('../prisma/schema.prisma', import.meta.url));
const datamodel = (path) => ({
  tag: 'schemaDatamodel',
  files: [{ path: 'schema.prisma', content: readFileSync(path, 'utf8') }],
});

// A diff of two schemas asks its connection nothing but what the server is.
const answer = (value) => Promise.resolve({ ok: true, value });
const connection = {
  provider: 'postgres',
  adapterName: 'migration-diff',
  getConnectionInfo: () => ({ ok: true, value: { schemaName: 'public', supportsRelationJoins: false } }),
  queryRaw: () =>
    answer({
      columnTypes: [5, 7, 0],
      columnNames: ['exists', 'version', 'numeric_version'],
      rows: [[true, 'PostgreSQL 18.0', 180000]],
    }),
  executeRaw: () => answer(0),
  executeScript: () => answer(undefined),
  startTransaction: () => answer(undefined),
  dispose: () => answer(undefined),
};
const schemaEngine = await engine.SchemaEngine.new(
  { datamodels: [['schema.prisma', readFileSync(present, 'utf8')]] },
  () => {},
  {
    provider: 'postgres',
    adapterName: 'migration-diff',
    connect: () => answer(connection),
    connectToShadowDb: () => answer(connection),
  },
);

const [old] = process.argv.slice(2);
const { stdout } = await schemaEngine.diff({
  from: old === undefined ? { tag: 'empty' } : datamodel(old),
  to: datamodel(present),
  script: true,
  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
});
process.stdout.write(stdout ?? '');

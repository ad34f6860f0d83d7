// npm run bench: each benchmark in a process of its own, on the built service. Arguments choose some by name.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { buildService } from './build-service.mjs';
import { root } from './content-stamp.mjs';
import { runTool } from './run-tool.mjs';

const BENCHMARKS = [
  'indicators',
  'recommend',
  'judge',
  'preview',
  'start',
  'reading',
  'record',
  'data',
  'chart',
  'runs',
];
const SOURCES = join(root, 'bench');
const BUILT = join(root, 'dist', 'bench');
const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022 };

await buildService();
mkdirSync(BUILT, { recursive: true });
for (const file of readdirSync(SOURCES).filter((name) => name.endsWith('.ts'))) {
  const source = readFileSync(join(SOURCES, file), 'utf8');
  const { outputText } = ts.transpileModule(source, { compilerOptions });
  writeFileSync(join(BUILT, file.replace(/\.ts$/, '.js')), outputText);
}

const chosen = process.argv.slice(2);
for (const name of BENCHMARKS.filter((one) => chosen.length === 0 || chosen.includes(one))) {
  if (!(await runTool(`../dist/bench/${name}.js`))) process.exitCode = 1;
}

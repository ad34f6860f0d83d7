import type { StatementDto } from './dto/statement.dto.js';

const STYLE = `
body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; color: #1b1b1b; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #ccc; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
@media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } thead { display: table-header-group; } }`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string | number): string =>
  String(text).replace(/[&<>"']/g, (one) => ENTITIES[one] ?? one);

const percent = (bps: number | undefined): string =>
  bps === undefined ? 'no value' : `${(bps / 100).toFixed(2)} %`;

interface Column {
  readonly title: string;
  readonly isNumber?: boolean;
}

const cell = (tag: 'th' | 'td', text: string | number, { isNumber = false }: Partial<Column>): string =>
  `<${tag}${tag === 'th' ? ' scope="col"' : ''}${isNumber ? ' class="number"' : ''}>${escape(text)}</${tag}>`;

function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly (string | number)[])[],
): string {
  if (rows.length === 0) return `<h2>${escape(caption)}</h2><p>None.</p>`;
  const head = columns.map((column) => cell('th', column.title, column)).join('');
  const body = rows
    .map((row) => `<tr>${row.map((text, i) => cell('td', text, columns[i] ?? {})).join('')}</tr>`)
    .join('\n');
  return `<h2>${escape(caption)}</h2>\n<table><thead><tr>${head}</tr></thead>\n<tbody>${body}</tbody></table>`;
}

/** The statement as a page to read or print: no script, nothing fetched, every text escaped. */
export function statementPage(statement: StatementDto): string {
  const { exceptionCounts, largestChanges, exceptions, errors } = statement;
  const meanings = new Map(exceptionCounts.map(({ reason, meaning }) => [reason, meaning]));
  const facts: readonly (readonly [string, string | number])[] = [
    ['Accounts', statement.accounts],
    ['To be rebalanced', statement.actions.rebalance],
    ['Advised value', `$${statement.advisedValue}`],
    ['Equity of the targets', percent(statement.equityExposureBps)],
    ['Turnover', `$${statement.turnover} (${percent(statement.turnoverBps)})`],
  ];
  const more = statement.hasMoreExceptions ? `<p>The first ${exceptions.length}; the CSV has all.</p>` : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Statement as of ${escape(statement.asOf)}</title>
<style>${STYLE}</style></head><body>
<h1>${escape(statement.headline)}</h1>
<p>As of the close of ${escape(statement.asOf)}, by policy ${escape(statement.policy.id)} version ${statement.policy.version}, from what was known at ${escape(statement.knownAt)}.</p>
${table('The book', [{ title: '' }, { title: '', isNumber: true }], facts)}
${table(
  'Why accounts are not fully invested',
  [{ title: 'Reason' }, { title: 'Accounts', isNumber: true }],
  exceptionCounts.map(({ meaning, accounts }) => [meaning, accounts]),
)}
${table(
  'Errors',
  [{ title: 'Code' }, { title: 'Accounts', isNumber: true }],
  errors.map(({ code, accounts }) => [code, accounts]),
)}
${table(
  'The largest changes',
  [
    { title: 'Account' },
    { title: 'Risk profile' },
    { title: 'Turnover, $', isNumber: true },
    { title: 'Advised value, $', isNumber: true },
  ],
  largestChanges.map((change) => [
    change.accountId ?? `household ${change.householdId ?? ''}`,
    change.riskProfile,
    change.turnover,
    change.advisedValue,
  ]),
)}
${table(
  'Exceptions',
  [{ title: 'Account' }, { title: 'Risk profile' }, { title: 'Why' }],
  exceptions.map(({ name, riskProfile, exceptions: reasons, error }) => [
    name,
    riskProfile,
    error === undefined ? reasons.map((reason) => meanings.get(reason) ?? reason).join('; ') : error.message,
  ]),
)}
${more}
</body></html>
`;
}

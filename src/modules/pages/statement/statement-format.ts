import type { StatementFormat } from '../../runs/dto/statement.dto.js';

/** The format asked for by name, else by the first media type in `Accept` that is one of ours. */
export function formatOf(named: StatementFormat | undefined, accept: string | undefined): StatementFormat {
  if (named !== undefined) return named;
  const types = (accept ?? '').split(',').map((type) => type.split(';')[0]?.trim());
  for (const type of types) {
    if (type === 'text/csv') return 'csv';
    if (type === 'text/html') return 'html';
    if (type === 'application/json') return 'json';
  }
  return 'json';
}

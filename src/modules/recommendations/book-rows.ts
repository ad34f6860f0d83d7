import { TextArray } from '../../platform/database/text-array.js';

/** What each recommendation of a run has of its own. */
export interface BookRow {
  readonly id: string;
  /** One of the two is given. */
  readonly accountId: string | null;
  readonly householdId: string | null;
  readonly previousId: string | null;
  readonly inputsHash: string;
  readonly action: string;
  /** RecordedInputs as JSON text. */
  readonly inputs: string;
  readonly body: string;
}

/** In the order of INSERT's parameters. */
const OWN_COLUMNS = [
  'id',
  'accountId',
  'householdId',
  'previousId',
  'inputsHash',
  'action',
  'inputs',
  'body',
] as const satisfies readonly (keyof BookRow)[];

/** Rows to be stored together, each encoded as it is added. */
export class BookRows {
  count = 0;
  private readonly columns = OWN_COLUMNS.map((name) => [name, new TextArray()] as const);

  add(row: BookRow): void {
    this.count += 1;
    for (const [name, column] of this.columns) column.add(row[name]);
  }

  parameters(): Buffer[] {
    return this.columns.map(([, column]) => column.parameter());
  }
}

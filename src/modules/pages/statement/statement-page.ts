import { longDate, percentOf, spoken } from '../../../domain/words/format.js';
import type { FirmDto } from '../../firms/dto/firm.dto.js';
import type { RunDto } from '../../runs/dto/run.dto.js';
import type { BookExceptionDto } from '../../runs/dto/run-item.dto.js';
import type { StatementDto } from '../../runs/dto/statement.dto.js';
import { html, type Html } from '../html/html.js';
import { disclosures, notices } from '../html/notices.js';
import { countOf, dollarsOf, ruleName } from '../html/page-words.js';
import { facts, page, table, type Column } from '../html/page.js';

/** All that the page of a statement shows. */
export interface ToldStatement {
  readonly firm: Pick<FirmDto, 'name' | 'disclosures'>;
  readonly run: RunDto;
  readonly statement: StatementDto;
}

/** The statement of a book: who is fully invested, the book's figures, what moves most, and every exception. */
export function statementPage(told: ToldStatement): string {
  const { firm, run, statement } = told;
  const { asOf, knownAt, policy } = statement;
  return page({
    title: `Statement of the book, ${asOf}`,
    body: html`
      <header class="reading">
        <p class="quiet">${firm.name}</p>
        <h1>Statement of the book</h1>
        <p>
          As of the close of ${longDate(asOf)},
          <span class="quiet">by ‘${policy.name}’, version ${policy.version}</span>
        </p>
        ${notices(statement)} ${missingNotice(told)}
      </header>
      <main class="reading">
        <section>
          <h2>In short</h2>
          <p class="state">${statement.headline}</p>
          <p>
            An account is fully invested where its target holds all the equity that its risk profile allows.
            ${filterInWords(run.filter)}
          </p>
          ${bookFacts(statement)}
        </section>
        ${reasonsSection(statement)} ${errorsSection(statement)} ${changesSection(statement)}
        ${exceptionsSection(statement)} ${disclosures(firm)}
      </main>
      <footer class="ids reading">
        ${facts([
          ['Run', run.id],
          ['Made', run.createdAt],
          ['Known at', knownAt],
          ['Policy', `${policy.name}, version ${policy.version} (${policy.id})`],
        ])}
      </footer>
    `,
  });
}

function missingNotice({ run, statement }: ToldStatement): Html | undefined {
  const missing = run.total - statement.accounts;
  return run.state === 'failed'
    ? html`<p class="note" role="note">
        Incomplete: ${countOf(missing)} of ${countOf(run.total)} accounts are missing, since what was tried
        for them failed. Ask for another run.
      </p>`
    : undefined;
}

function filterInWords({ riskProfile, registration, accountIds }: RunDto['filter'] & object = {}): string {
  const parts = [
    ...(riskProfile === undefined ? [] : [`of the risk profile ‘${riskProfile}’`]),
    ...(registration === undefined ? [] : [`registered as ${spoken(registration)}`]),
    ...(accountIds === undefined ? [] : [`among ${countOf(accountIds.length)} that were named`]),
  ];
  return parts.length === 0 ? '' : `This run is not of the whole book, but of accounts ${parts.join(', ')}.`;
}

const bookFacts = (statement: StatementDto): Html => {
  const { accounts, actions, advisedValue, equityExposureBps, turnover, turnoverBps } = statement;
  return facts([
    ['Accounts', countOf(accounts)],
    ['Rebalance', countOf(actions.rebalance)],
    ['Hold', countOf(actions.hold)],
    ['Advised value', dollarsOf(advisedValue)],
    ['Equity of the targets', equityExposureBps === undefined ? undefined : percentOf(equityExposureBps)],
    [
      'Turnover',
      `${dollarsOf(turnover)}${turnoverBps === undefined ? '' : ` (${percentOf(turnoverBps)} of advised value)`}`,
    ],
  ]);
};

const ACCOUNT: Column = { name: 'Account, risk profile' };
const COUNT: Column = { name: 'Accounts', isNumber: true };

const reasonsSection = ({ exceptionCounts }: StatementDto): Html =>
  html`<section>
    <h2>Why accounts are not fully invested</h2>
    ${
      exceptionCounts.length === 0
        ? html`<p>All are.</p>`
        : table(
            'An account may have several reasons',
            [{ name: 'Reason' }, { name: 'Meaning' }, COUNT],
            exceptionCounts.map(({ reason, meaning, accounts }) => [
              ruleName(reason),
              sentence(meaning),
              countOf(accounts),
            ]),
          )
    }
  </section>`;

const errorsSection = ({ errors }: StatementDto): Html =>
  html`<section>
    <h2>Errors</h2>
    ${
      errors.length === 0
        ? html`<p>None: every account was advised.</p>`
        : table(
            'Why accounts have no recommendation',
            [{ name: 'Error' }, COUNT],
            errors.map(({ code, accounts }) => [ruleName(code), countOf(accounts)]),
          )
    }
  </section>`;

const changesSection = ({ largestChanges }: StatementDto): Html =>
  html`<section>
    <h2>The largest changes</h2>
    ${
      largestChanges.length === 0
        ? html`<p>None: nothing is to be traded.</p>`
        : table(
            'By turnover: half of what is bought and sold together',
            [ACCOUNT, { name: 'Turnover', isNumber: true }, { name: 'Advised value', isNumber: true }],
            largestChanges.map((change) => [
              accountCell(change.name ?? `closed account ${change.accountId}`, change.riskProfile),
              dollarsOf(change.turnover),
              dollarsOf(change.advisedValue),
            ]),
          )
    }
  </section>`;

function exceptionsSection({ exceptions, exceptionCounts, hasMoreExceptions }: StatementDto): Html {
  const meanings = new Map(exceptionCounts.map(({ reason, meaning }) => [reason, meaning]));
  return html`<section>
    <h2>Exceptions</h2>
    ${
      exceptions.length === 0
        ? html`<p>None.</p>`
        : table(
            hasMoreExceptions
              ? `The first ${countOf(exceptions.length)} accounts that are not fully invested; the CSV has all`
              : 'Every account that is not fully invested',
            [ACCOUNT, { name: 'Why' }],
            exceptions.map((one) => [accountCell(one.name, one.riskProfile), whyOf(one, meanings)]),
          )
    }
  </section>`;
}

/** The error, or the reasons with the bounds that they come from. */
function whyOf(
  { exceptions, error, binding = [], householdId }: BookExceptionDto,
  meanings: ReadonlyMap<string, string>,
): string {
  if (error !== undefined) return sentence(error.message);
  const reasons = exceptions.map((reason) => meanings.get(reason) ?? reason).join('; ');
  const own = binding.filter((name) => !name.includes('@'));
  const others = new Set(binding.flatMap((name) => (name.includes('@') ? [name.split('@', 1)[0]!] : [])));
  const bounds = [...own, ...[...others].map((name) => `${name} of another account of its household`)].join(
    ', ',
  );
  const told = sentence(bounds === '' ? reasons : `${reasons} (${bounds})`);
  return householdId === undefined ? told : `${told}. Advised with its household`;
}

/** Two lines, so that a phone has room for what is said of the account. */
const accountCell = (name: string, riskProfile: string): Html =>
  html`<span class="text">${name}</span><span class="quiet">${riskProfile}</span>`;

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

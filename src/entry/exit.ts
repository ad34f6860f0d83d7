import { StartFailure } from '../platform/config/start-failure.js';

const CLOSE_LIMIT_MS = 20_000;
/** npm passes on a signal that the whole process group got as well: twice at once is once. */
const SAME_SIGNAL_MS = 1_000;

/** Ends the process with what the operator has to put right, or with the stack of a defect of ours. */
export function fail(error: unknown): never {
  const isOperators = error instanceof StartFailure;
  const text =
    error instanceof Error && !isOperators ? error.stack : String(isOperators ? error.message : error);
  process.stderr.write(`\n${text}\n`);
  process.exit(1);
}

/** On the first SIGTERM or SIGINT closes in order; on a second, or when that takes too long, at once. */
export function closeOnSignal(close: () => Promise<void>): void {
  let isClosing = false;
  let isImpatient = false;
  const onSignal = (): void => {
    if (isImpatient) process.exit(1);
    if (isClosing) return;
    isClosing = true;
    setTimeout(() => (isImpatient = true), SAME_SIGNAL_MS).unref();
    setTimeout(() => process.exit(1), CLOSE_LIMIT_MS).unref();
    close().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

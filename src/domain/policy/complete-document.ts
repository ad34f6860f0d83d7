import { HOUSE_POLICY } from './house-policy.js';
import type { PolicyDocument } from './policy-document.js';

/** A document as it is used, and what it lacked. */
export interface CompletedDocument {
  readonly document: PolicyDocument;
  /** Pointers to the parameters that were filled in from the house policy; none where nothing was missing. */
  readonly completed: readonly string[];
}

/**
 * Fills in the parameters that a stored document lacks because it was written before they existed, with the
 * house policy's values. Nothing that is there is changed, and nothing but parameters is filled in.
 */
export function completeDocument(stored: PolicyDocument): CompletedDocument {
  const completed: string[] = [];
  const parameters = complete(stored.parameters, HOUSE_POLICY.parameters, '/parameters', completed);
  return { document: completed.length === 0 ? stored : { ...stored, parameters }, completed };
}

function complete<Tree extends object>(own: Tree, house: Tree, pointer: string, completed: string[]): Tree {
  const merged = { ...own };
  for (const [key, value] of Object.entries(house) as [keyof Tree & string, Tree[keyof Tree & string]][]) {
    const mine = own[key];
    if (!Object.hasOwn(own, key)) {
      merged[key] = value;
      completed.push(`${pointer}/${key}`);
    } else if (isTree(mine) && isTree(value)) {
      merged[key] = complete(mine, value, `${pointer}/${key}`, completed);
    }
  }
  return merged;
}

const isTree = <T>(value: T): value is T & object => typeof value === 'object' && value !== null;

/** Options for `@ApiProperty` and `@ApiQuery`: a named enumeration. */
export interface EnumProperty {
  readonly enum: string[];
  readonly enumName: string;
}

const descriptions = new Map<string, string>();

/**
 * Documents an enumeration from its values with their meanings, as the component schema `name`. The same
 * name always means the same values.
 */
export function enumProperty(name: string, meanings: Readonly<Record<string, string>>): EnumProperty {
  const description = listMeanings(meanings);
  if ((descriptions.get(name) ?? description) !== description) {
    throw new Error(`two enumerations are named ${name}`);
  }
  descriptions.set(name, description);
  return { enum: Object.keys(meanings), enumName: name };
}

/**
 * What the values of a named enumeration mean. @nestjs/swagger gives a shared enumeration the description
 * of whichever field it meets first, so the document takes it from here.
 */
export const enumDescription = (name: string): string | undefined => descriptions.get(name);

/** The values with their meanings as a Markdown list. */
export const listMeanings = (meanings: Readonly<Record<string, string>>): string =>
  Object.entries(meanings)
    .map(([value, meaning]) => `- \`${value}\`: ${meaning}`)
    .join('\n');

import { ExternalIdDto } from './write-account.dto.js';

/** The path of an upsert: the same two fields, by the same rules. */
export class ExternalIdPath extends ExternalIdDto {}

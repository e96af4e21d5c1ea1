import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** Entry of the contract's error catalogue. */
interface CatalogueEntry {
  status: number;
  category: string;
  retryable: boolean;
  domain: string;
  meaning: string;
  details?: string[];
}

const contract = parse(readFileSync(new URL('../../src/client/openapi.yaml', import.meta.url), 'utf8')) as {
  components: { schemas: { KnownErrorCode: { 'x-error-catalogue': Record<string, CatalogueEntry> } } };
};
const catalogue = contract.components.schemas.KnownErrorCode['x-error-catalogue'];

/** A refusal that the contract knows. Thrown anywhere in a route; the app answers with a `StructuredError`. */
export class Problem extends Error {
  readonly entry: CatalogueEntry;
  constructor(
    readonly code: string,
    message?: string,
    readonly details?: Readonly<Record<string, unknown>>,
    readonly target?: string,
    readonly retryAfterSeconds?: number,
  ) {
    const entry = catalogue[code];
    if (!entry) throw new Error(`${code} is not in the contract's error catalogue`);
    super(message ?? entry.meaning);
    this.entry = entry;
  }
}

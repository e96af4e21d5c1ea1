/** A test on the claim's `conditionsData` (contract, `TriggerCondition`). */
export interface TriggerCondition {
  readonly id: string;
  /** `EQUALS`, `NOT_EQUALS`, `GREATER_OR_EQUAL`, `LESS_OR_EQUAL`, `IN`, `EXISTS`; any other never holds. */
  readonly type: string;
  readonly key: string;
  readonly value?: unknown;
}

/** Equal as JSON: objects by content, numbers never equal to their text. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const numbers = (a: unknown, b: unknown): boolean => typeof a === 'number' && typeof b === 'number';

const operators: Readonly<Record<string, (given: unknown, wanted: unknown) => boolean>> = Object.freeze({
  EQUALS: same,
  NOT_EQUALS: (given, wanted) => !same(given, wanted),
  GREATER_OR_EQUAL: (given, wanted) => numbers(given, wanted) && (given as number) >= (wanted as number),
  LESS_OR_EQUAL: (given, wanted) => numbers(given, wanted) && (given as number) <= (wanted as number),
  IN: (given, wanted) => Array.isArray(wanted) && wanted.some((one) => same(given, one)),
  EXISTS: () => true,
});

function holds({ type, key, value }: TriggerCondition, data: Readonly<Record<string, unknown>>): boolean {
  // A missing key fails every operator; inherited names such as `constructor` are missing.
  if (!Object.hasOwn(data, key) || data[key] === undefined) return false;
  return Object.hasOwn(operators, type) && operators[type]!(data[key], value);
}

/** Keys whose conditions do not hold, each once, in the order of the conditions. */
export function unmetConditions(conditions: readonly TriggerCondition[], data: Readonly<Record<string, unknown>>): string[] {
  return [...new Set(conditions.filter((condition) => !holds(condition, data)).map((condition) => condition.key))];
}

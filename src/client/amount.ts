/**
 * A quantity of tokens in whole units as people see them: a decimal string such as `"1250"` or `"12.5"`, exact to
 * 2^256 − 1. Never a number: floating point loses points.
 */
export type Amount = string;

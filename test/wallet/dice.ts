/** Chance that can be repeated: the same seed gives the same throws. */
export interface Dice {
  /** From 0 to `end` − 1. */
  below(end: number): number;
  flip(): boolean;
  pick<T>(list: readonly T[]): T;
  /** So many bytes, without `0x`. */
  hex(bytes: number): string;
  address(): string;
  /** The same hex with one digit changed. */
  nibble(hex: string): string;
  /** A difference that is never nothing, of any size. */
  step(): bigint;
}

/** Mulberry32: small, and good enough to choose what to break. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const dice: Dice = {
    below: (end) => Math.floor(next() * end),
    flip: () => next() < 0.5,
    pick: <T>(list: readonly T[]): T => list[dice.below(list.length)] as T,
    hex: (bytes) => Array.from({ length: bytes }, () => dice.below(256).toString(16).padStart(2, '0')).join(''),
    address: () => `0x${dice.hex(20)}`,
    nibble: (hex) => {
      const at = 2 + dice.below(hex.length - 2);
      const digit = (Number.parseInt(hex.charAt(at), 16) + 1 + dice.below(15)) % 16;
      return hex.slice(0, at) + digit.toString(16) + hex.slice(at + 1);
    },
    step: () => (dice.flip() ? 1n : -1n) * (1n + BigInt(`0x${dice.hex(1 + dice.below(16))}`)),
  };
  return dice;
}

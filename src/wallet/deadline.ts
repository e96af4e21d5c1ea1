import { uint, type Fields } from './plain.js';
import { refuse } from './refusal.js';

/** Fields beside the signed ones, on every kind of signing data. */
export const DEADLINES = ['deadline', 'expiresAt'] as const;

/** A signature that stays good for longer could be kept and used when nobody expects it. */
const LONGEST_MS = 3_600_000;
/** Dates end soon after it. */
const LATEST_MS = 8e15;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * The one moment that all deadlines agree on: the signed one (Unix seconds, typed data only), `deadline` and `expiresAt`.
 * @param now milliseconds since 1970
 * @returns ISO 8601 UTC; null when there is no deadline, which only a transaction may leave out
 * @throws PersError GUARD_EXPIRED, GUARD_SHAPE
 */
export function checkDeadline(data: Fields, now: number, signed?: bigint): string | null {
  if (!(now >= 0 && now <= LATEST_MS)) refuse('GUARD_EXPIRED', 'now', 'is not a moment');
  const named = data['deadline'] == null ? [] : [uint(data['deadline'], 'deadline')];
  const moments = [...(signed === undefined ? [] : [signed]), ...named, ...expiry(data)];
  const [first] = moments;
  if (first === undefined) return null;
  if (moments.some((moment) => moment !== first)) refuse('GUARD_EXPIRED', 'deadline', 'is given twice, and differently');
  const time = Number(first) * 1000;
  if (time <= now) refuse('GUARD_EXPIRED', 'deadline', 'has passed');
  if (time > now + LONGEST_MS) refuse('GUARD_EXPIRED', 'deadline', 'is more than an hour away');
  return new Date(time).toISOString();
}

/** `expiresAt` in whole seconds: a server may write down the fraction that the signed deadline cannot carry. */
function expiry({ expiresAt }: Fields): bigint[] {
  if (expiresAt == null) return [];
  const time = typeof expiresAt === 'string' && DATE_TIME.test(expiresAt) ? Date.parse(expiresAt) : NaN;
  return Number.isNaN(time) ? refuse('GUARD_SHAPE', 'expiresAt', 'is not a date and time') : [BigInt(Math.floor(time / 1000))];
}

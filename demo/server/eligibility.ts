/** What the rules of claims and of redeems have in common: countries, places, days. No database, no clock of their own. */

/** A point on the earth in degrees. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

const EARTH_RADIUS_METRES = 6_371_000;
const DAY_MS = 86_400_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/**
 * Whether a caller may pass a country rule (contract, `CountryCodeRestrictions`): a denial wins, plain codes are the only ones
 * that pass where there are any, and an unknown country fails only then.
 *
 * @param country ISO 3166-1 alpha-2, or null when unknown.
 */
export function countryAllowed(restrictions: readonly string[], country: string | null): boolean {
  const allowed = restrictions.filter((code) => !code.startsWith('NOT_'));
  if (country === null) return allowed.length === 0;
  if (restrictions.includes(`NOT_${country}`)) return false;
  return allowed.length === 0 || allowed.includes(country);
}

/** Metres between two points along the surface (haversine, spherical earth: within 0.5 %). */
export function distanceInMeters(a: Position, b: Position): number {
  const dLatitude = radians(b.latitude - a.latitude);
  const dLongitude = radians(b.longitude - a.longitude);
  const h = Math.sin(dLatitude / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLongitude / 2) ** 2;
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Start of the UTC day, ISO 8601: limits per day count from here. */
export const dayStart = (now: Date): string => new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS).toISOString();

/** Next UTC midnight, ISO 8601: when a limit per day is free again. */
export const nextDay = (now: Date): string => new Date((Math.floor(now.getTime() / DAY_MS) + 1) * DAY_MS).toISOString();

/** A `json` column as an array; null is an empty one. */
export const jsonArray = <T>(text: string | null): T[] => (text === null ? [] : (JSON.parse(text) as T[]));

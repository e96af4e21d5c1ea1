import type { CampaignClaimInput } from '../../client/claims.js';

type Place = Pick<CampaignClaimInput, 'latitude' | 'longitude'>;

/** Three decimals are about a hundred metres: near enough for a visit, too coarse for a door. */
const coarse = (degrees: number): number => Math.round(degrees * 1000) / 1000;

/**
 * Where the customer is, asked of the browser, which asks them; null when they or the page say no, or it takes over ten
 * seconds. Only to be called for a tap. Nothing is kept.
 */
export function currentPlace(): Promise<Place | null> {
  return new Promise((resolve) => {
    // Pages without a secure connection have no such function.
    if (!navigator.geolocation) return resolve(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude: coarse(coords.latitude), longitude: coarse(coords.longitude) }),
      () => resolve(null),
      { timeout: 10_000, maximumAge: 60_000 },
    );
  });
}

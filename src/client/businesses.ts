/** A partner business: a shop, a venue or another real place. */
export interface Business {
  readonly id: string;
  readonly displayName: string;
  readonly shortDescription: string;
  readonly description: string;
  readonly imageUrl: string | null;
  readonly websiteUrl: string | null;
  readonly address: string;
  readonly city: string;
  readonly postalCode: string;
  /** Degrees, or null when the place is not known. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly typeName: string;
  readonly isActive: boolean;
}

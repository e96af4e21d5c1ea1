/** A session (contract, `TokenPair`). */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** What was measured for one acceptance line. */
export interface Proof {
  readonly holds: boolean;
  /** One line with the figure. */
  readonly figure: string;
}

/** A blockchain network and the way to read it. */
export interface Chain {
  readonly chainId: number;
  readonly name: string;
  readonly rpcUrl: string | null;
  readonly explorerUrl: string | null;
  readonly isTestnet: boolean;
}

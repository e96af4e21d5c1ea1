import { AbiCoder, concat, getCreate2Address, keccak256, ZeroHash, type TypedDataDomain } from 'ethers';

/** One call that a wallet makes in its owner's name. Fields are the struct's of the contract's `Eip712SigningData`. */
export interface Execute {
  readonly to: string;
  /** Wei. */
  readonly value: bigint;
  /** Hex. */
  readonly data: string;
  /** The wallet's next number; see {@link Signer.nonce}. */
  readonly nonce: bigint;
  /** Unix seconds, the last that counts. */
  readonly deadline: bigint;
}

/** EIP-712 types of {@link Execute}, without the domain's own, as the contract and ethers want them. */
export const EXECUTE_TYPES = {
  Execute: [
    { name: 'to', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'data', type: 'bytes' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
};

/** EIP-712 domain of one wallet: a signature for it counts at no other wallet and on no other chain. */
export function walletDomain(chainId: number, wallet: string): TypedDataDomain {
  return { name: 'PERS Smart Wallet', version: '1', chainId, verifyingContract: wallet };
}

/** Who a wallet belongs to, and which of the owner's it is. Together they are its address. */
export interface WalletOwner {
  /** Signing account: address of a key or of a contract that answers EIP-1271. */
  readonly owner: string;
  /** 32 bytes in hex; default zero. */
  readonly salt?: string;
}

/**
 * Address that the factory gives a wallet (CREATE2), known without asking the chain.
 *
 * @param creationCode of the `SmartWallet` contract.
 */
export function walletAddress(factory: string, creationCode: string, { owner, salt = ZeroHash }: WalletOwner): string {
  const code = concat([creationCode, AbiCoder.defaultAbiCoder().encode(['address'], [owner])]);
  return getCreate2Address(factory, salt, keccak256(code));
}

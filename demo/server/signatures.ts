import { getBytes, Interface, isHexString, recoverAddress, Signature } from 'ethers';
import type { Chain } from '../chain/chain.js';
import { Problem } from './problems.js';

/** Half of the curve's order: the other half holds the second form of every signature (EIP-2). */
const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;
/** Contract accounts choose their own format; nobody needs more than this. */
const MAX_BYTES = 4096;
const erc1271 = new Interface(['function isValidSignature(bytes32,bytes) view returns (bytes4)']);
/** What a contract answers to say yes (EIP-1271), as a word. */
const MAGIC = `0x1626ba7e${'0'.repeat(56)}`;

/**
 * Passes when `address` signed `hash`: its key did, or it is a contract on `chain` that says so (EIP-1271).
 *
 * @param chain null: keys only.
 * @throws Problem `INVALID_SIGNATURE` when nothing can be read from the signature, `SIGNER_MISMATCH` with `expectedAddress` and
 * `recoveredAddress` when it is somebody else's.
 */
export async function assertSigned(chain: Chain | null, address: string, hash: string, signature: string): Promise<void> {
  if (!isHexString(signature) || signature.length % 2 === 1 || signature.length > 2 + 2 * MAX_BYTES) throw new Problem('INVALID_SIGNATURE');
  const recovered = recover(hash, signature);
  if (recovered === address) return;
  if (chain && (await contractAgrees(chain, address, hash, signature))) return;
  if (recovered === null) throw new Problem('INVALID_SIGNATURE');
  throw new Problem('SIGNER_MISMATCH', undefined, { expectedAddress: address, recoveredAddress: recovered });
}

/** Who signed; null when it is not 65 bytes in their one canonical form. ethers alone would take several for the same. */
function recover(hash: string, signature: string): string | null {
  const bytes = getBytes(signature);
  if (bytes.length !== 65 || (bytes[64] !== 27 && bytes[64] !== 28)) return null;
  if (BigInt(`0x${signature.slice(66, 130)}`) > HALF_ORDER) return null;
  try {
    return recoverAddress(hash, Signature.from(signature));
  } catch {
    return null;
  }
}

async function contractAgrees({ provider }: Chain, address: string, hash: string, signature: string): Promise<boolean> {
  if ((await provider.getCode(address)) === '0x') return false;
  try {
    return (await provider.call({ to: address, data: erc1271.encodeFunctionData('isValidSignature', [hash, signature]) })) === MAGIC;
  } catch {
    return false; // a contract that knows no signatures reverts
  }
}

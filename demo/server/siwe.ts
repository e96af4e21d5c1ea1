import { randomBytes } from 'node:crypto';

/** Letters and digits only: EIP-4361 allows no others in a nonce. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
const NONCE_LENGTH = 24;
/** The contract's longest life of a nonce, in milliseconds. */
export const NONCE_MS = 600_000;

/** What an EIP-4361 message says. Times are ISO 8601 UTC. */
export interface SiweFacts {
  /** Scheme and authority of the page, for example `https://shop.example`. */
  readonly origin: string;
  /** With its checksum (EIP-55). */
  readonly address: string;
  readonly chainId: number;
  readonly nonce: string;
  readonly issuedAt: string;
  readonly expiresAt: string;
}

/** A value that cannot be guessed and was never given before (about 140 bits). */
export const newNonce = (): string => Array.from(randomBytes(NONCE_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');

/**
 * The origin that a message names: the page's, when it is one of the web's. The tenant's own list has been asked before
 * (`caller.ts` refuses others). Headers come from anywhere, so what is no plain origin never gets into a text that people sign.
 */
export function messageOrigin(header: string | null, own: string): string {
  const isOrigin = header !== null && /^https?:/.test(header) && URL.canParse(header) && new URL(header).origin === header;
  return isOrigin ? header : new URL(own).origin;
}

/** The text to sign (EIP-4361), in the one form that this server issues. */
export function siweMessage({ origin, address, chainId, nonce, issuedAt, expiresAt }: SiweFacts): string {
  return [
    `${origin} wants you to sign in with your Ethereum account:`,
    address,
    '',
    'Link this wallet to your rewards account.',
    '',
    `URI: ${origin}`,
    'Version: 1',
    `Chain ID: ${chainId}`,
    `Nonce: ${nonce}`,
    `Issued At: ${issuedAt}`,
    `Expiration Time: ${expiresAt}`,
  ].join('\n');
}

const LINES =
  /^(?<origin>https?:\/\/[^\s/]+) wants you to sign in with your Ethereum account:\n(?<address>0x[0-9a-fA-F]{40})\n\nLink this wallet to your rewards account\.\n\nURI: (?<uri>\S+)\nVersion: 1\nChain ID: (?<chainId>[1-9][0-9]{0,15})\nNonce: (?<nonce>[A-Za-z0-9]{8,64})\nIssued At: (?<issuedAt>\S+)\nExpiration Time: (?<expiresAt>\S+)$/;

/** Reads a message back; null for every text that {@link siweMessage} cannot have written. */
export function parseSiwe(message: string): SiweFacts | null {
  const found = LINES.exec(message)?.groups;
  if (!found) return null;
  const facts: SiweFacts = {
    origin: found['origin']!,
    address: found['address']!,
    chainId: Number(found['chainId']),
    nonce: found['nonce']!,
    issuedAt: found['issuedAt']!,
    expiresAt: found['expiresAt']!,
  };
  return siweMessage(facts) === message ? facts : null;
}

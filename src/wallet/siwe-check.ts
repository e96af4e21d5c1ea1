import { refuse } from './refusal.js';

/** What a message that links a wallet has to say: from the page and the wallet, never from the message. */
export interface LinkFacts {
  /** `location.host` of the page that the customer sees. */
  readonly host: string;
  readonly address: string;
  readonly chainId: number;
}

/** The API promises ten minutes; a little more for clocks that differ. */
const LONGEST_MS = 900_000;
const LONGEST_MESSAGE = 2000;

/**
 * EIP-4361 in the one form that is signed here. There is no place in it for a time before which it does not count, for a request
 * id or for resources: those would make it a permission for something else.
 */
const FORM = new RegExp(
  [
    '^(?:(?<scheme>https?)://)?(?<domain>[^\\s/?#@\\\\]{1,255}) wants you to sign in with your Ethereum account:',
    '(?<address>0x[0-9a-fA-F]{40})',
    '',
    '(?:\\P{C}{1,300}\n)?',
    'URI: (?<uri>\\S{1,500})',
    'Version: 1',
    'Chain ID: (?<chainId>\\d{1,16})',
    'Nonce: [A-Za-z0-9]{8,128}',
    'Issued At: (?<issued>\\S{20,40})',
    'Expiration Time: (?<expires>\\S{20,40})$',
  ].join('\n'),
  'u',
);
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * Compares the message that the API wants signed with where the customer is, before a wallet hears of it. A message for another
 * site would let its owner sign in there as the customer.
 * @param now milliseconds since 1970
 * @throws PersError GUARD_TARGET (another site or account), GUARD_CHAIN, GUARD_EXPIRED, GUARD_SHAPE (anything that is not understood)
 */
export function checkLinkMessage(message: string, facts: LinkFacts, now: number): void {
  const found = message.length <= LONGEST_MESSAGE ? FORM.exec(message)?.groups : undefined;
  if (!found) return refuse('GUARD_SHAPE', 'message', 'is not the one text that links a wallet');
  const { scheme, domain, address, uri, chainId, issued, expires } = found;
  const host = facts.host.toLowerCase();
  if (!host || domain!.toLowerCase() !== host) refuse('GUARD_TARGET', 'message.domain', 'is not this page');
  checkUri(uri!, host, scheme);
  if (address!.toLowerCase() !== facts.address.toLowerCase()) refuse('GUARD_TARGET', 'message.address', 'is not the account');
  if (chainId !== String(facts.chainId)) refuse('GUARD_CHAIN', 'message.chainId', 'is not the chain');
  const [from, until] = [moment(issued!, 'message.issuedAt'), moment(expires!, 'message.expirationTime')];
  if (!(until > now)) refuse('GUARD_EXPIRED', 'message.expirationTime', 'has passed');
  if (until > now + LONGEST_MS || from >= until) refuse('GUARD_EXPIRED', 'message.expirationTime', 'is too far away');
}

function checkUri(value: string, host: string, scheme: string | undefined): void {
  let url;
  try {
    url = new URL(value);
  } catch {
    return refuse('GUARD_SHAPE', 'message.uri', 'is not an address');
  }
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  const isHere = url.host === host && url.username === '' && url.password === '' && (!scheme || url.protocol === `${scheme}:`);
  if (!isWeb || !isHere) refuse('GUARD_TARGET', 'message.uri', 'is not on this page');
}

function moment(value: string, target: string): number {
  const time = DATE_TIME.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? refuse('GUARD_SHAPE', target, 'is not a date and time') : time;
}

import { css } from 'lit';
import type { Intent } from '../../state/store.js';
import type { Moments } from './moments.js';

/** After this a wait gets a sentence, and after the next a way out. Milliseconds. */
const SLOW = 5_000;
const LONG = 20_000;

interface BusyTexts {
  readonly sending: string;
  readonly following: string;
  readonly checking: string;
}

interface WaitTexts {
  readonly slow: string;
  readonly safe: string;
  readonly unknown: string;
}

export const isOpen = (intent: Intent | null | undefined): boolean => !!intent && intent.state !== 'done' && intent.state !== 'refused';

/** What the button says meanwhile. */
export function busyWords({ state }: Intent, { sending, following, checking }: BusyTexts): string {
  return state === 'sending' ? sending : state === 'following' ? following : checking;
}

/** What a wait needs said beside it by now: nothing, that it is slow, or that nobody has to wait here. */
export function waitSentence({ state, startedAt }: Intent, texts: WaitTexts, moments: Moments): string {
  const started = Date.parse(startedAt);
  const [slow, long] = [moments.reached(started + SLOW), moments.reached(started + LONG)];
  if (long) return texts.safe;
  if (state === 'unknown') return texts.unknown;
  return slow ? texts.slow : '';
}

const seen = new WeakMap<Intent, number>();

/** When an outcome was first on screen, milliseconds since 1970: the second tap of a pair is not meant for what it became. */
export function seenAt(intent: Intent): number {
  if (!seen.has(intent)) seen.set(intent, Date.now());
  return seen.get(intent)!;
}

/** Progress in a button: a slim bar at its foot. The word in it says the same. */
export const progressStyles = css`
  .button[aria-busy='true'] {
    position: relative;
    overflow: hidden;
  }
  .button[aria-busy='true']::after {
    content: '';
    position: absolute;
    inset-block-end: 0;
    inset-inline-start: 0;
    inline-size: 40%;
    block-size: 3px;
    background-color: var(--_accent-text);
    animation: to-and-fro 1.2s ease-in-out infinite alternate;
  }
  @keyframes to-and-fro {
    from {
      transform: translateX(-50%);
    }
    to {
      transform: translateX(200%);
    }
  }
`;

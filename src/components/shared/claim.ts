import { html, nothing, type TemplateResult } from 'lit';
import type { Campaign } from '../../client/campaigns.js';
import { sentenceFor } from '../../i18n/sentences.js';
import { text } from '../../i18n/text.js';
import type { PersContext } from '../../state/context.js';
import type { Intent } from '../../state/store.js';
import { currentPlace } from './claim-place.js';
import type { Eligibility, EligibilityState } from './eligibility.js';
import { icon, type IconName } from './icons.js';
import type { Moments } from './moments.js';
import { receivedWords } from './names.js';
import { busyWords, isOpen, seenAt, waitSentence } from './progress.js';
import type { ContextHost } from './reading.js';
import { note } from './states.js';

/** The two parts of a claim on screen: the button, and the sentence that belongs to it. */
export interface ClaimView {
  readonly button: TemplateResult;
  readonly note: TemplateResult;
  /** Whether the sentence is news of this claim, rather than a rule that was known before. It may need room kept for it. */
  readonly news: boolean;
}

interface ClaimLook {
  /** What the button says when it can be pressed. */
  readonly label: string;
  /** The one next thing to do here, or one of many. */
  readonly primary: boolean;
}

interface Face {
  readonly words: string;
  readonly icon?: IconName;
  readonly busy?: boolean;
  /** Without one the button is there and says why it does nothing. */
  readonly press?: (event: Event) => void;
  readonly sentence?: TemplateResult | typeof nothing;
  readonly news?: boolean;
}

/** How long "Claimed" stays before the next claim is offered. Milliseconds. */
const SETTLES = 1_500;

const WAITS: Readonly<Partial<Record<EligibilityState, IconName>>> = {
  'limit-per-user': 'check',
  'needs-info': 'person',
  'needs-code': 'code',
  'needs-place': 'pin',
  'business-only': 'lock',
  conditions: 'lock',
};

/**
 * Claiming, the same in the list and in the button that stands alone. What is under way comes from the snapshot, so it is
 * the same in every element and survives the element; what is kept here is only what this element was tapped for.
 */
export class ClaimActions {
  /** Campaigns that were tapped here: only this element speaks about the outcome. */
  #tapped = new Set<string>();
  #locating = new Set<string>();
  #unplaced = new Set<string>();
  #spoken = '';

  constructor(
    private readonly host: ContextHost,
    private readonly moments: Moments,
  ) {}

  /** What a screen reader hears of the newest outcome. Read it after `view`. */
  get spoken(): string {
    return this.#spoken;
  }

  view(pers: PersContext, campaign: Campaign, eligibility: Eligibility, look: ClaimLook): ClaimView {
    const face = this.#face(pers, campaign, eligibility, look);
    const id = `note-${campaign.id}`;
    const { claim } = pers.strings;
    const still = !face.press;
    return {
      button: html`<button
        class="button ${look.primary && !still ? 'primary' : ''}"
        part="claim-button"
        type="button"
        aria-disabled=${still ? 'true' : 'false'}
        aria-busy=${face.busy ? 'true' : 'false'}
        aria-label=${text(claim.named, { action: face.words, name: campaign.name })}
        aria-describedby=${id}
        @click=${face.press}
      >
        ${face.icon ? icon(face.icon) : nothing}<span>${face.words}</span>
      </button>`,
      note: html`<div class="claim-note" part="note" id=${id}>${face.sentence ?? nothing}</div>`,
      news: !!face.news,
    };
  }

  #face(pers: PersContext, campaign: Campaign, eligibility: Eligibility, { label }: ClaimLook): Face {
    const { claim } = pers.strings;
    const intent = pers.snapshot.intents.get(`claim:${campaign.id}`);
    const { state, why, at } = eligibility;
    if (at) this.moments.reached(Date.parse(at));
    if (this.#locating.has(campaign.id)) return { words: claim.locating, busy: true };
    if (intent && isOpen(intent)) {
      const sentence = waitSentence(intent, claim, this.moments);
      return {
        words: busyWords(intent, claim),
        busy: true,
        ...(sentence ? { sentence: note('clock', 'soft', sentence), news: true } : {}),
      };
    }
    const press = this.#pressFor(pers, campaign, state);
    if (intent?.state === 'done') return this.#done(pers, intent, press);
    const told = this.#refusal(pers, campaign.id, intent);
    if (state === 'signed-out') return { words: claim.signIn, press: () => void pers.store.signIn() };
    const sentence = told ?? (why ? note(WAITS[state] ?? 'clock', 'soft', sentenceFor(why, pers.strings, pers.locale)) : nothing);
    const words = state === 'needs-place' ? claim.checkIn : state === 'limit-per-user' ? claim.done : label;
    return { words, sentence, news: !!told, ...(press ? { press } : {}) };
  }

  #done(pers: PersContext, intent: Intent, press: Face['press']): Face {
    const { claim } = pers.strings;
    const reward = receivedWords(pers, intent.received);
    const words = reward ? text(claim.received, { reward }) : claim.counted;
    this.#say(intent.target, words);
    const sentence = note('check', 'positive', words);
    // "Claimed" stays a while before the next claim, so that the second tap of a pair does nothing.
    if (!press || !this.moments.reached(seenAt(intent) + SETTLES)) return { words: claim.done, icon: 'check', sentence, news: true };
    return { words: claim.again, sentence, news: true, press };
  }

  #refusal(pers: PersContext, id: string, intent: Intent | undefined): TemplateResult | null {
    const refused = intent?.state === 'refused' ? sentenceFor(intent.error, pers.strings, pers.locale) : '';
    const sentence = refused || (this.#unplaced.has(id) ? pers.strings.claim.unplaced : '');
    if (intent?.state === 'refused') this.#say(id, sentence);
    // A rule of the campaign is news, not a fault.
    const rule = !refused || intent?.error?.status === 422 || intent?.error?.status === 409;
    return sentence ? note('alert', rule ? 'caution' : 'critical', sentence) : null;
  }

  #pressFor(pers: PersContext, { id }: Campaign, state: EligibilityState): Face['press'] {
    if (state === 'claimable') return (event) => void (event.isTrusted && this.#claim(pers, id));
    if (state === 'needs-place') return (event) => void (event.isTrusted && this.#checkIn(pers, id));
    return undefined;
  }

  #claim(pers: PersContext, id: string, place = {}): void {
    this.#unplaced.delete(id);
    this.#tapped.add(id);
    // The same sentence is heard again only when it has been gone.
    this.#spoken = '';
    void pers.store.claim(id, place).catch((error: unknown) => pers.store.report(error));
  }

  async #checkIn(pers: PersContext, id: string): Promise<void> {
    this.#locating.add(id);
    this.host.requestUpdate();
    const place = await currentPlace();
    this.#locating.delete(id);
    if (place) this.#claim(pers, id, place);
    else {
      this.#unplaced.add(id);
      this.#spoken = pers.strings.claim.unplaced;
    }
    this.host.requestUpdate();
  }

  #say(id: string, sentence: string): void {
    if (this.#tapped.delete(id)) this.#spoken = sentence;
  }
}

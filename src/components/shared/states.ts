import { css, html, nothing, type TemplateResult } from 'lit';
import type { PersContext } from '../../state/context.js';
import { sentenceFor } from '../../i18n/sentences.js';
import { icon, type IconName } from './icons.js';
import type { Reading } from './reading.js';

interface Views<T> {
  /** Bones of the size and rhythm of what comes. */
  readonly skeleton: TemplateResult;
  readonly ready: (value: T) => unknown;
  /** For a value that has nothing to show. */
  readonly empty?: { readonly when: (value: T) => boolean; readonly view: () => unknown };
}

/** The states of a read, the same in every element: skeleton, failed with a way out, empty, ready (also when it is old). */
export function states<T>(pers: PersContext, reading: Reading<T>, views: Views<T>): unknown {
  const { value, error } = reading;
  if (value !== undefined) {
    const stale = error ? failed(pers, error) : nothing;
    return html`${stale}${views.empty?.when(value) ? views.empty.view() : views.ready(value)}`;
  }
  if (error) return failed(pers, error);
  return skeleton(pers, views.skeleton);
}

/** What stands there while something is read: it says so, and has the size of what comes. */
export function skeleton(pers: PersContext, bones: TemplateResult): TemplateResult {
  return html`<div part="skeleton" aria-busy="true"><span class="visually-hidden">${pers.strings.common.loading}</span>${bones}</div>`;
}

/** What went wrong, where it went wrong, with one action. Others may have failed to read the same: everything is read again. */
export function failed(pers: PersContext, error: unknown): TemplateResult {
  return html`<div class="state" part="error" role="alert">
    ${note('alert', 'critical', sentenceFor(error, pers.strings, pers.locale))}
    <button class="button" type="button" @click=${() => pers.store.refresh()}>${icon('retry')}${pers.strings.common.retry}</button>
  </div>`;
}

/** An icon and a sentence: state is never colour alone. */
export function note(name: IconName, tone: 'critical' | 'positive' | 'caution' | 'soft', sentence: string): TemplateResult {
  return html`<p class="note ${tone}">${icon(name)}<span>${sentence}</span></p>`;
}

/** Nothing here, and what to do about it. */
export function empty(title: string, hint: string, action: TemplateResult | typeof nothing = nothing): TemplateResult {
  return html`<div class="state" part="empty">
    <h3>${title}</h3>
    <p class="soft">${hint}</p>
    ${action}
  </div>`;
}

/** Spoken once, without moving the focus. Has to stay in the tree while its text changes. */
export function spoken(sentence: string): TemplateResult {
  return html`<div class="visually-hidden" role="status">${sentence}</div>`;
}

export const stateStyles = css`
  .state {
    display: grid;
    gap: 12px;
    justify-items: start;
    padding: 16px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background-color: var(--_surface);
  }
`;

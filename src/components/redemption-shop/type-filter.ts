import { html, nothing, type TemplateResult } from 'lit';
import type { RedemptionType } from '../../client/redemptions.js';
import type { PersContext } from '../../state/context.js';

/**
 * Kinds of offers as chips; nothing when there is no choice. Real radio buttons: the arrow keys move between them, and the
 * whole group is one stop of the tab key.
 */
export function typeFilter(
  { strings }: PersContext,
  types: readonly RedemptionType[],
  chosen: string,
  choose: (type: string) => void,
): TemplateResult | typeof nothing {
  if (types.length < 2) return nothing;
  const chip = (id: string, name: string) =>
    html`<label class="chip" part="chip">
      <input class="visually-hidden" type="radio" name="type" .checked=${id === chosen} @change=${() => choose(id)} />
      <bdi>${name}</bdi>
    </label>`;
  return html`<div class="chips" part="filter" role="radiogroup" aria-label=${strings.shop.filter}>
    ${chip('', strings.shop.all)}${types.map(({ id, name }) => chip(id, name))}
  </div>`;
}

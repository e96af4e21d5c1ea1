import { html, type TemplateResult } from 'lit';

/** Bones of `count` cards, hidden from those who listen. */
export function cardBones(count: number): TemplateResult {
  const card = html`<div class="card row">
    <div class="picture bone"></div>
    <div class="body">
      <div class="bone"></div>
      <div class="bone short"></div>
      <div class="end"><div class="bone press"></div></div>
    </div>
  </div>`;
  return html`<div class="cards" aria-hidden="true">${Array.from({ length: count }, () => card)}</div>`;
}

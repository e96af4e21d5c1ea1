import { css, html, nothing, type TemplateResult } from 'lit';

/**
 * A picture in a reserved 4:3 box over a quiet placeholder (initial on a tint), so that nothing moves when it comes, and
 * nothing is broken when it does not. Decoration: the title beside it names the thing.
 */
export function picture(url: string | null, name: string): TemplateResult {
  const initial = [...name.trim()][0] ?? '';
  return html`<div class="picture" part="picture">
    <span class="initial" aria-hidden="true">${initial}</span>
    ${url ? html`<img src=${url} alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer" @error=${hide} @load=${show} />` : nothing}
  </div>`;
}

const hide = (event: Event): void => (((event.target as HTMLElement).hidden = true), undefined);
const show = (event: Event): void => (((event.target as HTMLElement).hidden = false), undefined);

export const pictureStyles = css`
  .picture {
    position: relative;
    aspect-ratio: 4 / 3;
    overflow: hidden;
    display: grid;
    place-items: center;
    background-color: var(--_accent-soft);
    color: var(--_accent-text);
  }
  .picture .initial {
    font-size: 28px;
    font-weight: 650;
    text-transform: uppercase;
  }
  .picture img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
`;

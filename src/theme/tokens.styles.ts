import { css } from 'lit';

/**
 * The public look, as custom properties that a page may set on any ancestor (`--pers-…`), each with our own default for
 * light and dark (`light-dark()` follows `color-scheme`). Inside, elements use only the short `--_…` names.
 * Colours end in `color`, `background-color` and `border-color` alone, so that a value from outside can never load anything.
 */
export const tokenStyles = css`
  :host {
    --_accent: var(--pers-accent, light-dark(#0b6b57, #5cc9ae));
    --_on-accent: var(--pers-on-accent, light-dark(#fff, #06231c));
    --_accent-text: var(--pers-accent-text, var(--_accent));
    --_accent-soft: color-mix(in srgb, var(--_accent) 12%, var(--_surface));
    --_ink: var(--pers-ink, light-dark(#17201d, #eef3f1));
    --_ink-soft: var(--pers-ink-soft, light-dark(#55615d, #a9b6b1));
    --_surface: var(--pers-surface, light-dark(#fff, #141a18));
    --_raised: var(--pers-raised, light-dark(#f5f7f6, #1d2523));
    --_line: var(--pers-line, light-dark(#dfe4e2, #303a37));
    --_control-line: var(--pers-control-line, light-dark(#7d8985, #76847f));
    --_positive: var(--pers-positive, light-dark(#17703a, #6ed08f));
    --_caution: var(--pers-caution, light-dark(#8a5300, #f0b765));
    --_critical: var(--pers-critical, light-dark(#b3261e, #ff9b90));
    --_font: var(--pers-font, inherit);
    --_radius: var(--pers-radius, 12px);
    --_radius-control: var(--pers-radius-control, calc(var(--_radius) * 2 / 3));
    --_gap: var(--pers-gap, 16px);
    --_shadow: var(--pers-shadow, 0 12px 40px rgb(0 0 0 / 18%));
  }
  @supports not (color: light-dark(red, red)) {
    :host {
      --_accent: var(--pers-accent, #0b6b57);
      --_on-accent: var(--pers-on-accent, #fff);
      --_ink: var(--pers-ink, #17201d);
      --_ink-soft: var(--pers-ink-soft, #55615d);
      --_surface: var(--pers-surface, #fff);
      --_raised: var(--pers-raised, #f5f7f6);
      --_line: var(--pers-line, #dfe4e2);
      --_control-line: var(--pers-control-line, #7d8985);
      --_positive: var(--pers-positive, #17703a);
      --_caution: var(--pers-caution, #8a5300);
      --_critical: var(--pers-critical, #b3261e);
    }
  }
`;

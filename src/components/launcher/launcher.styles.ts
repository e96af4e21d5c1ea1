import { css } from 'lit';

/** The panel: a sheet at the end edge of the page, from the bottom on phones. The dialog itself is the backdrop, so that it takes the scrolling. */
export const launcherStyles = css`
  dialog {
    position: fixed;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    padding: 0;
    border: 0;
    overflow: hidden;
    overscroll-behavior: contain;
    background-color: transparent;
    color: var(--_ink);
    outline: none;
    opacity: 0;
    transition:
      opacity 200ms ease-out,
      display 200ms allow-discrete,
      overlay 200ms allow-discrete;
  }
  dialog::backdrop {
    background-color: transparent;
  }
  dialog:not([open]) {
    display: none;
  }
  .shade {
    position: absolute;
    inset: 0;
    background-color: rgb(0 0 0 / 32%);
    touch-action: none;
  }
  .place {
    position: absolute;
    inset-block: 16px;
    inset-inline-end: 16px;
    inline-size: min(400px, 100% - 32px);
    transform: translateY(24px) scale(0.98);
    transition: transform 200ms ease-out;
  }
  :host([place='start']) .place {
    inset-inline: 16px auto;
  }
  .sheet {
    --pers-panel-end: 52px;
    --pers-panel-head: sticky;
    position: relative;
    display: flex;
    flex-direction: column;
    block-size: 100%;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 4 / 3);
    background-color: var(--_surface);
    box-shadow: var(--_shadow);
  }
  .scroller {
    flex: 1;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding-block-end: env(safe-area-inset-bottom, 0px);
    outline-offset: -4px;
  }
  .grabber {
    display: none;
  }
  .close {
    position: absolute;
    z-index: 2;
    inset-block-start: 12px;
    inset-inline-end: 8px;
    min-inline-size: 44px;
    padding: 0;
  }
  dialog[open] {
    opacity: 1;
  }
  dialog[open] .place {
    transform: none;
  }
  @starting-style {
    dialog[open] {
      opacity: 0;
    }
    dialog[open] .place {
      transform: translateY(24px) scale(0.98);
    }
  }
  @media (width < 600px) {
    .place,
    :host([place='start']) .place {
      inset: auto 0 0;
      inline-size: auto;
      block-size: min(92%, 100% - 48px);
      transform: translateY(48px);
    }
    .sheet {
      border-width: 1px 0 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
    @starting-style {
      dialog[open] .place {
        transform: translateY(48px);
      }
    }
    .grabber {
      display: block;
      flex: none;
      inline-size: 36px;
      block-size: 4px;
      margin: 8px auto 0;
      border-radius: 2px;
      background-color: var(--_control-line);
    }
    .close {
      inset-block-start: 24px;
    }
  }
`;

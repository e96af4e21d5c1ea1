import { consume } from '@lit/context';
import { LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { persContext, type PersContext } from '../../state/context.js';
import { baseStyles } from './base.styles.js';

/**
 * What every element below `<pers-rewards>` shares: the context, and a border that no failure of ours crosses.
 * A subclass draws in `view`; it is not called before there is a provider.
 */
export abstract class PersElement extends LitElement {
  static override styles: CSSResultGroup = [baseStyles];

  @consume({ context: persContext, subscribe: true })
  @state()
  protected pers: PersContext | null | undefined;

  /** The context, for controllers such as `Reading`. */
  get context(): PersContext | null | undefined {
    return this.pers;
  }

  /** Draws the element. `pers` is there; nothing may be thrown for want of data. */
  protected abstract view(pers: PersContext): TemplateResult | typeof nothing;

  /** A template that fails leaves the last good picture and one report, not an unhandled rejection on the page. */
  protected override performUpdate(): void {
    try {
      super.performUpdate();
    } catch (error) {
      this.pers?.store.report(error);
    }
  }

  protected override render(): unknown {
    const { pers } = this;
    if (!pers) return nothing;
    // Direction and language belong to the texts, and those are ours, not the page's.
    this.dir = pers.direction;
    this.lang = pers.locale;
    return this.view(pers);
  }
}

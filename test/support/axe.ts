import 'axe-core';
import type axeCore from 'axe-core';

// The package is a classic script: it makes a global.
declare const axe: typeof axeCore;

/** Every rule of WCAG 2.0 to 2.2, levels A and AA, and axe's own good practice, which screen-reader users notice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** Rules about a whole page: a fixture is a part of one, its page has no landmarks, title or heading order of its own. */
const PAGE_RULES = ['region', 'page-has-heading-one', 'landmark-one-main', 'bypass', 'document-title', 'html-has-lang', 'skip-link'];

/**
 * Fails with every violation, its rule and its element, in the element and the shadow trees in it. Waits for running transitions:
 * colours half-way through a fade have no contrast to judge.
 */
export async function expectAccessible(element: Element): Promise<void> {
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
  const { violations } = await axe.run(element, {
    runOnly: { type: 'tag', values: TAGS },
    rules: Object.fromEntries([
      ...PAGE_RULES.map((rule) => [rule, { enabled: false }] as const),
      ['target-size', { enabled: true }] as const,
    ]),
    resultTypes: ['violations'],
  });
  const lines = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.flat().join(' ')}: ${failureSummary ?? ''}`),
  );
  if (lines.length > 0) throw new Error(`${lines.length} accessibility violation(s):\n${lines.join('\n')}`);
}

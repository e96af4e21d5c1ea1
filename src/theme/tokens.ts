/**
 * Every public custom property and what it is for: the one list. A page sets them on `pers-rewards` or any ancestor.
 * Within a major version none is removed or changes its meaning.
 */
export const TOKENS = {
  '--pers-accent': 'Fill of the one thing to do next.',
  '--pers-on-accent': 'Text and icons on the accent.',
  '--pers-accent-text': 'Links, quiet buttons and focus rings in the brand colour.',
  '--pers-ink': 'Text.',
  '--pers-ink-soft': 'Supporting text.',
  '--pers-surface': 'Ground of cards and panels.',
  '--pers-raised': 'Ground of what lies a step above or below a surface, skeletons included.',
  '--pers-line': 'Hairlines.',
  '--pers-control-line': 'Borders of controls.',
  '--pers-positive': 'What was given or went well.',
  '--pers-caution': 'What needs attention soon.',
  '--pers-critical': 'What failed.',
  '--pers-font': 'Font family; the page’s own by default.',
  '--pers-radius': 'Corners of cards; controls follow it.',
  '--pers-radius-control': 'Corners of controls, when they are to differ.',
  '--pers-gap': 'Space between cards.',
  '--pers-shadow': 'Shadow of what floats.',
  '--pers-launcher-offset': 'Extra distance of the launcher from the bottom edge.',
  '--pers-launcher-layer': 'Layer (`z-index`) of the launcher.',
  '--pers-launcher-radius': 'Corners of the launcher.',
  '--pers-panel-end': 'Room kept free at the end of the panel’s header, for a close button.',
  '--pers-panel-head': 'Positioning of the panel’s header: `sticky` where the panel scrolls by itself.',
} as const;

/** Colours of one scheme as `#rrggbb`. */
export interface BrandColours {
  /** Fill of the one thing to do next: at least 3:1 against what it lies on. */
  readonly accent: string;
  /** Text on `accent`, also while the pointer is over it: at least 4.5:1. */
  readonly onAccent: string;
  /** Text and focus rings in the brand's colour: at least 4.5:1 on every surface and on the soft accent. */
  readonly accentText: string;
}

/** A colour that could not be used as it was given. */
export interface Correction {
  readonly scheme: 'light' | 'dark';
  readonly used: string;
}

export interface BrandPalette {
  readonly light: BrandColours;
  readonly dark: BrandColours;
  /** Schemes in which the fill differs from the brand colour, for one line to the merchant. */
  readonly corrected: readonly Correction[];
}

type Rgb = readonly number[];

/** The default surfaces and ink of each scheme, as in `tokens.styles.ts`, and where a colour goes to stand out from them. */
const SCHEMES = {
  light: { surfaces: ['#ffffff', '#f5f7f6'], ink: '#17201d', away: [0, 0, 0] },
  dark: { surfaces: ['#141a18', '#1d2523'], ink: '#eef3f1', away: [255, 255, 255] },
};

const parse = (hex: string): Rgb => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
const format = (rgb: Rgb): string => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** `share` of `b` in `a`, as `color-mix(in srgb, …)` does it, on the 8 bits that a screen shows. */
const mix = (a: Rgb, b: Rgb, share: number): Rgb => a.map((part, index) => Math.round(part + (b[index]! - part) * share));

/** Relative luminance (WCAG 2.2). */
function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((part) => (part <= 10 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours `#rrggbb`, from 1 to 21 (WCAG 2.2). */
export const contrast = (a: string, b: string): number => ratio(parse(a), parse(b));

function ratio(a: Rgb, b: Rgb): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** The first colour on the way from `from` to `to` that is good enough; the end of the way is. */
function reach(from: Rgb, to: Rgb, good: (colour: Rgb) => boolean): Rgb {
  for (let step = 0; step < 50; step++) {
    const colour = mix(from, to, step / 50);
    if (good(colour)) return colour;
  }
  return to;
}

function scheme(brand: Rgb, { surfaces, ink, away }: (typeof SCHEMES)['light']): BrandColours {
  const grounds = surfaces.map(parse);
  const all = (colour: Rgb, on: readonly Rgb[], least: number) => on.every((ground) => ratio(colour, ground) >= least);
  const textOn = (accent: Rgb) =>
    [
      [255, 255, 255],
      [0, 0, 0],
    ].find((text) => all(text, [accent, mix(accent, parse(ink), 0.1)], 4.5));
  const accent = reach(brand, away, (colour) => all(colour, grounds, 3) && !!textOn(colour));
  const soft = mix(grounds[0]!, accent, 0.12);
  const accentText = reach(accent, away, (colour) => all(colour, [...grounds, soft], 4.5));
  return { accent: format(accent), onAccent: format(textOn(accent)!), accentText: format(accentText) };
}

/** One brand colour `#rrggbb` → what the elements need of it, in light and dark, every pair within WCAG 2.2 AA. */
export function brandPalette(brand: string): BrandPalette {
  const wanted = parse(brand);
  const light = scheme(wanted, SCHEMES.light);
  const dark = scheme(wanted, SCHEMES.dark);
  const corrected = (
    [
      ['light', light],
      ['dark', dark],
    ] as const
  )
    .filter(([, { accent }]) => accent !== brand.toLowerCase())
    .map(([name, { accent }]) => ({ scheme: name, used: accent }));
  return { light, dark, corrected };
}

/** The palette as the text of a sheet for a shadow root. It holds colours that were computed here and nothing that was given. */
export function brandSheet(brand: string): string {
  const { light, dark } = brandPalette(brand);
  const rule = (value: (key: keyof BrandColours) => string) =>
    `:host{--pers-accent:${value('accent')};--pers-on-accent:${value('onAccent')};--pers-accent-text:${value('accentText')}}`;
  const both = rule((key) => `light-dark(${light[key]},${dark[key]})`);
  return `${rule((key) => light[key])}@supports (color:light-dark(red,red)){${both}}`;
}

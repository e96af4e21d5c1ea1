/**
 * English, and the type of every other language (`Strings`). One block per element.
 * A value is a sentence with `{names}`, or a plural: one sentence per category of `Intl.PluralRules`, chosen by `{count}`.
 * No sentence is joined from pieces. Numbers, dates and names arrive formatted.
 */
export const en = {
  common: {
    retry: 'Try again',
    loading: 'Loading…',
    close: 'Close',
    points: 'points',
  },
  errors: {
    generic: 'Something went wrong. Please try again.',
  },
};

type Widen<T> = T extends string ? string : T extends { readonly other: string } ? Plural : { readonly [K in keyof T]: Widen<T[K]> };

/** One sentence per plural category; `other` always. */
export type Plural = { readonly other: string } & { readonly [C in Exclude<Intl.LDMLPluralRule, 'other'>]?: string };

export type Strings = Widen<typeof en>;

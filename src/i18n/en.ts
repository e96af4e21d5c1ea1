import { errors } from './en.errors.js';

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
    signIn: 'Sign in',
    more: 'Show more',
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'Copying did not work. Select the text and copy it by hand.',
    amount: '{amount} {name}',
    pending: 'On its way',
    expires: 'Use by {date}',
    expired: 'Expired on {date}',
  },
  errors,
  wallet: {
    title: 'Your points',
    signedOutTitle: 'Rewards at {project}',
    signedOut: 'Sign in to see your points and what they get you.',
    guest: 'Guest',
    balance: 'You have {amount} {name}',
    enoughFor: 'Enough for {offer}',
    moreFor: '{amount} more for {offer}',
    level: 'Level',
    levelProgress: '{amount} of {minimum} for {level}',
    levelMore: '{amount} more to reach {level}',
    levelTop: 'You have reached the highest level.',
    rewards: 'Your rewards',
    pieces: '× {count}',
    allRewards: { one: 'Show {count} more reward', other: 'Show {count} more rewards' },
    pendingTitle: 'On its way',
    pendingClaim: 'Your claim is being settled.',
    pendingRedeem: 'Your reward is being prepared.',
    details: 'Wallet details',
    address: 'Wallet address',
    copyAddress: 'Copy wallet address',
  },
  account: {
    signingIn: 'Signing in…',
    signOut: 'Sign out',
    signedIn: 'Signed in',
    signedOut: 'You are not signed in.',
    guest: 'Guest',
    guestHint: 'What you collect as a guest is kept on this device only.',
  },
  activity: {
    title: 'Activity',
    signedOut: 'Sign in to see what you collected and spent.',
    emptyTitle: 'Nothing here yet',
    emptyHint: 'What you claim and redeem will be listed here.',
    claimed: 'Claimed · {date}',
    redeemed: 'Redeemed · {date}',
    received: 'Received · {date}',
    spent: 'Spent · {date}',
    pending: 'On its way',
    failed: 'Did not go through',
    signature: 'Waits for your signature',
    counted: 'Counted. Your reward comes when all steps are done.',
    claim: 'An earlier campaign',
    redeem: 'An earlier offer',
    purchase: 'Points bought',
    transferIn: 'Received from another wallet',
    transferOut: 'Sent to another wallet',
    mint: 'Credited to you',
    burn: 'Taken off your account',
    showCode: 'Show code for {name}',
    hideCode: 'Hide code for {name}',
    code: 'Show code',
    codeOpen: 'Hide code',
    showMore: 'Show more',
  },
  campaigns: {
    title: 'Earn',
    signedOut: 'Sign in to collect rewards.',
    emptyTitle: 'Nothing to claim today',
    emptyHint: 'Look in again soon.',
    ends: 'Until {date}',
    starts: 'From {date}',
    ended: 'Ended on {date}',
    gives: '{amount} {name}',
  },
  claim: {
    claim: 'Claim',
    claimAmount: 'Claim {amount} {name}',
    claiming: 'Claiming…',
    done: 'You received {amount} {name}',
    slow: 'This takes longer than usual. It goes on safely, also when you close this page.',
    unknown: 'We are finding out whether your claim arrived. You do not need to claim again.',
    signedOut: 'Sign in to claim',
  },
  shop: {
    title: 'Rewards',
    signedOut: 'Sign in to use your points.',
    emptyTitle: 'No rewards at the moment',
    emptyHint: 'New ones will be shown here.',
    get: 'Get this for {amount} {name}',
    soldOut: 'Sold out',
    confirm: 'Confirm',
    cancel: 'Cancel',
    cost: 'Costs {amount} {name}',
    remains: 'You keep {amount} {name}',
  },
  receipt: {
    title: 'Your reward',
    code: 'Code',
    copyCode: 'Copy code',
    show: 'Show this code to staff.',
  },
  panel: {
    tabs: 'Parts of the programme',
    earn: 'Earn',
    rewards: 'Rewards',
    activity: 'Activity',
  },
  launcher: {
    title: 'Rewards: {name}',
  },
};

type Widen<T> = T extends string ? string : T extends { readonly other: string } ? Plural : { readonly [K in keyof T]: Widen<T[K]> };

/** One sentence per plural category; `other` always. */
export type Plural = { readonly other: string } & { readonly [C in Exclude<Intl.LDMLPluralRule, 'other'>]?: string };

export type Strings = Widen<typeof en>;

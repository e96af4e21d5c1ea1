import { createDice } from '../wallet/dice.js';
import type { Rule } from './fault.js';
import { forms, type Form, type FormName } from './forms.js';

/** What the customer does when the fault is there. */
export type Moment = 'load' | 'claim' | 'redeem';

/** One line of the failure matrix: this goes wrong with this endpoint, so often, at this moment. */
export interface Case {
  readonly row: string;
  readonly endpoint: Endpoint;
  readonly form: FormName;
  /** Whether the server has acted before it goes wrong. */
  readonly acts: boolean;
  readonly moment: Moment;
  /** Requests that it happens to; Infinity: all, until the case ends it. */
  readonly times: number;
}

const ID = '[0-9a-f-]{36}';
const once: readonly number[] = [1];
/** More often than a read is tried, and until somebody mends it. */
const often: readonly number[] = [1, 3, Infinity];

/** Endpoints in use from loading to a redeem: when they are asked, and how often in a row something may go wrong. */
const endpoints = {
  'GET /tenants/client-config': { moments: ['load'], times: often },
  'GET /campaigns': { moments: ['load'], times: often },
  'GET /redemptions': { moments: ['load', 'redeem'], times: often },
  'GET /redemptions/types': { moments: ['load'], times: often },
  'GET /tokens': { moments: ['load'], times: often },
  'GET /users/status-types': { moments: ['load'], times: often },
  'GET /users/me': { moments: ['load', 'claim', 'redeem'], times: often },
  'GET /transactions/me': { moments: ['load', 'claim', 'redeem'], times: often },
  'GET /balances/accounts/:address': { moments: ['load', 'claim', 'redeem'], times: often },
  'GET /campaigns/claims/me': { moments: ['load', 'claim'], times: often },
  'GET /redemptions/redeems/me': { moments: ['load', 'redeem'], times: often },
  'GET /campaigns/claims/:id': { moments: ['claim'], times: often },
  'GET /redemptions/redeems/:id': { moments: ['redeem'], times: often },
  'POST /auth/token': { moments: ['load'], times: often },
  'POST /campaigns/claims': { moments: ['claim'], times: once },
  'POST /redemptions/redeems': { moments: ['redeem'], times: once },
} as const satisfies Readonly<Record<string, { readonly moments: readonly Moment[]; readonly times: readonly number[] }>>;

export type Endpoint = keyof typeof endpoints;

export const nameOf = ({ row, endpoint, form, acts, moment, times }: Case): string =>
  `${row} ${endpoint}: ${form}${acts && forms[form].by === 'gateway' ? ' after the server has acted' : ''}, ${moment}, ${times === Infinity ? 'until mended' : `${times}×`}`;

/** The rule by which the proxy lets it happen. */
export function ruleOf({ endpoint, form, acts, times }: Case): Rule {
  const [method = '', path = ''] = endpoint.split(' ');
  const pattern = path.replace(':id', ID).replace(':address', '0x[0-9a-fA-F]{40}');
  const { fault }: Form = forms[form];
  return { method, path: pattern === path ? path : new RegExp(`^${pattern}$`), times, fault: acts ? fault : { ...fault, forward: false } };
}

/** Whether the server may have acted, of the stages in which this form can happen at all. */
const stages = (form: FormName, writes: boolean): readonly boolean[] => {
  const { by }: Form = forms[form];
  return by === 'refusal' ? [false] : by === 'answer' || !writes ? [by === 'answer'] : [false, true];
};

/** All cases, in the order of a seed: the first tenth is as good a sample as any. */
export function allCases(seed: number): readonly Case[] {
  const dice = createDice(seed);
  const list: Case[] = [];
  for (const [endpoint, { moments, times }] of Object.entries(endpoints)) {
    for (const form of Object.keys(forms) as FormName[]) {
      const { row: first }: Form = forms[form];
      for (const acts of stages(form, endpoint.startsWith('POST '))) {
        const row = first === 'F14' && acts ? 'F15' : first;
        const chosen = { moment: dice.pick<Moment>(moments), times: dice.pick<number>(times) };
        list.push({ row, endpoint: endpoint as Endpoint, form, acts, ...chosen });
      }
    }
  }
  return list
    .map((one) => ({ one, place: dice.below(2 ** 31) }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}

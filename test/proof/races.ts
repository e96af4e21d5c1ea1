import { CROWD, lab } from '../node/server/lab.js';
import type { Proof } from './proof.js';
import { serve, type Json } from './served.js';

const MANY = 200;

/** Acceptance 5: what is tapped 200 times at once happens once, and no point appears or gets lost. */
export async function races(): Promise<Proof> {
  const served = await serve({ lab });
  try {
    const tenant = await served.open('lab');
    const people = await Promise.all(Array.from({ length: CROWD }, (_, at) => served.signIn(tenant, `c${at}`)));
    const one = people[0]!;
    const id = async (path: string, name: string): Promise<string> => {
      const { body } = await served.call('GET', `/v2${path}?limit=100`, one);
      const list = (Array.isArray(body) ? body : (body as Json).data) as { id: string; name: string }[];
      return list.find((entry) => entry.name === name)!.id;
    };
    const [campaignId, redemptionId] = [await id('/campaigns', 'Once'), await id('/redemptions', 'Last piece')];

    const claims = await Promise.all(Array.from({ length: MANY }, () => served.call('POST', '/v2/campaigns/claims', one, { campaignId })));
    const redeems = await Promise.all(
      Array.from({ length: MANY }, (_, at) =>
        served.call('POST', '/v2/redemptions/redeems', people[at % CROWD]!, { redemptionId, businessId: null }),
      ),
    );
    await served.call('POST', `/test/tenants/${tenant.tenantId}/clock`, {}, { offsetSeconds: 60 });
    const { body } = await served.call('GET', '/v2/campaigns/claims/me', one);
    const kept = (Array.isArray(body) ? body : (body as Json).data) as unknown[];
    const { sum } = (await served.call('POST', `/test/tenants/${tenant.tenantId}/ledger-check`)).body as { sum: string };

    const good = (answers: readonly { status: number }[]): number => answers.filter(({ status }) => status < 300).length;
    // Whoever comes too late reads why: the rule that stands against it.
    const odd = [...claims, ...redeems].filter(({ status }) => status >= 300 && status !== 422).length;
    return {
      holds: good(claims) === 1 && kept.length === 1 && good(redeems) === 1 && sum === '0' && odd === 0,
      figure: `${MANY} equal claims: ${good(claims)} effect; ${MANY} redeems of the last unit by ${CROWD} people: ${good(redeems)} effect; answers that are neither an effect nor a rule: ${odd}; sum of all ledger entries ${sum}`,
    };
  } finally {
    await served.close();
  }
}

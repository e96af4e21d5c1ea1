import type { Client } from '../client/client.js';
import { createRedeem, getRedeem, listMyRedeems, type Redeem } from '../client/redeems.js';
import { PersError } from '../errors.js';
import { PersBeforeEvent, PersEvent } from '../events.js';
import { redeemCode } from './code.js';
import { movementsOf } from './movements.js';
import type { Kind, Process } from './process.js';
import type { Queries } from './queries.js';

const toProcess = ({ id, redemptionId, status, failureReason, createdAt }: Redeem): Process => ({
  id,
  target: redemptionId,
  status,
  failureReason,
  createdAt,
});

/** Redeems of an offer (contract `createRedeem`, `getRedeem`, `listMyRedeems`). The input is the business where it happens, or null. */
export function redeemKind(client: Client, queries: Queries): Kind<string | null> {
  return {
    kind: 'redeem',
    // Stock.
    changes: 'redemption',
    async before(redemptionId) {
      const { creditTokenAmount: cost } = await queries.redemption(redemptionId);
      return new PersBeforeEvent('pers-before-redeem', { redemptionId, cost });
    },
    async send(redemptionId, businessId) {
      const { redeem, senderTransaction } = await createRedeem(client, { redemptionId, businessId });
      // The customer has to do something first, in words of the API; what nobody signs ends by itself without a charge.
      const userMessage = senderTransaction?.actionable?.message;
      if (userMessage) throw new PersError('PROCESS_FAILED', userMessage, { status: 422, userMessage });
      return toProcess(redeem);
    },
    newest: async (redemptionId, signal) => (await listMyRedeems(client, { redemptionId }, { signal })).items.map(toProcess),
    async look(id, signal) {
      const [redeem, transactions] = await Promise.all([getRedeem(client, id, { signal }), movementsOf(client, id, signal)]);
      return { process: toProcess(redeem), transactions };
    },
    after: ({ target, processId }) =>
      new PersEvent('pers-redeemed', { redemptionId: target, redeemId: processId!, code: redeemCode(processId!) }),
  };
}

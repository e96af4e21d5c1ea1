import { createClaim, getClaim, listMyClaims, type CampaignClaim, type CampaignClaimInput } from '../client/claims.js';
import type { Client } from '../client/client.js';
import { PersBeforeEvent, PersEvent } from '../events.js';
import { movementsOf } from './movements.js';
import type { Kind, Process } from './process.js';

export type ClaimInput = Omit<CampaignClaimInput, 'campaignId'>;

const toProcess = ({ id, campaignId, status, failureReason, createdAt }: CampaignClaim): Process => ({
  id,
  target: campaignId,
  status,
  failureReason,
  createdAt,
});

/** Claims of a campaign (contract `createCampaignClaim`, `getCampaignClaim`, `listMyCampaignClaims`). */
export function claimKind(client: Client): Kind<ClaimInput> {
  return {
    kind: 'claim',
    changes: undefined,
    before: async (campaignId) => new PersBeforeEvent('pers-before-claim', { campaignId }),
    send: async (campaignId, input) => toProcess(await createClaim(client, { ...input, campaignId })),
    newest: async (campaignId, signal) => (await listMyClaims(client, { campaignId }, { signal })).items.map(toProcess),
    async look(id, signal) {
      const claim = await getClaim(client, id, { signal });
      // An answer may leave the rewards out; below the completion threshold there are none.
      const transactions = claim.transactions.length > 0 ? claim.transactions : await movementsOf(client, id, signal);
      return { process: toProcess(claim), transactions };
    },
    after: ({ target, processId, received }) => new PersEvent('pers-claimed', { campaignId: target, claimId: processId!, received }),
  };
}

import { hashMessage } from 'ethers';
import { Hono } from 'hono';
import { only } from './access.js';
import type { Env } from './context.js';
import { readBody } from './contract.js';
import { linkWallet, unlinkWallet } from './link-wallet.js';
import { Problem } from './problems.js';
import type { SigningAccountRow } from './schema.js';
import { assertSigned } from './signatures.js';
import { consumeNonce, issueNonce } from './signing-nonces.js';
import { checksum, walletOf } from './wallets.js';

/** Contract, `SigningAccount`. */
const accountDto = (row: SigningAccountRow) => ({
  id: row.id,
  address: row.address,
  chainId: row.chain_id,
  provider: row.provider,
  status: row.status,
  createdAt: row.created_at,
});

/** Contract, Users: wallets that the user has linked. */
export const signingAccounts = new Hono<Env>()

  .get('/users/me/signing-accounts', async (c) => {
    const ctx = c.get('ctx');
    only(ctx, ['user'], 'UNAUTHENTICATED');
    const rows = await ctx.db
      .selectFrom('signing_accounts')
      .selectAll()
      .where('tenant_id', '=', ctx.tenant.id)
      .where('user_id', '=', ctx.caller.id!)
      .orderBy('created_at', 'desc')
      .orderBy('status')
      .orderBy('id')
      .execute();
    return c.json(rows.map(accountDto));
  })

  .post('/users/me/signing-accounts/nonce', async (c) => {
    const ctx = c.get('ctx');
    only(ctx, ['user'], 'UNAUTHENTICATED');
    const { address, chainId } = await readBody<{ address: string; chainId: number }>(c.req, 'createSigningAccountNonce');
    const wallet = await walletOf(ctx.db, ctx.tenant.id, 'user', ctx.caller.id!);
    if (chainId !== wallet.chain_id) {
      throw new Problem('VALIDATION_ERROR', `chainId must be ${wallet.chain_id}, the project's chain.`, undefined, 'chainId');
    }
    const { nonce, message, expires_at: expiresAt } = await issueNonce(ctx, checksum(address)!, chainId);
    return c.json({ nonce, message, expiresAt });
  })

  .post('/users/me/signing-accounts', async (c) => {
    const ctx = c.get('ctx');
    only(ctx, ['user'], 'UNAUTHENTICATED');
    const { message, signature } = await readBody<{ message: string; signature: string }>(c.req, 'createSigningAccount');
    const issued = await consumeNonce(ctx, message);
    await assertSigned(ctx.chain, issued.address, hashMessage(message), signature);
    return c.json(accountDto(await linkWallet(ctx, issued)), 201);
  })

  .delete('/users/me/signing-accounts/:id', async (c) => {
    const ctx = c.get('ctx');
    only(ctx, ['user'], 'UNAUTHENTICATED');
    await unlinkWallet(ctx, c.req.param('id'));
    return c.body(null, 204);
  });

import type { Hono } from 'hono';
import { auth } from './auth.js';
import { balances } from './balances.js';
import { businesses } from './businesses.js';
import { campaigns } from './campaigns.js';
import { chains } from './chains.js';
import { claims } from './claims.js';
import { redeems } from './redeems.js';
import { redemptions } from './redemptions.js';
import { root } from './root.js';
import type { CoreEnv } from './runtime.js';
import { signingAccounts } from './signing-accounts.js';
import { tenants } from './tenants.js';
import { tokens } from './tokens.js';
import { transactions } from './transactions.js';
import { users } from './users.js';

/** The modules of the contract, mounted under `/v2` in this order: literal paths come before parameters. */
export const routes = [
  auth,
  root,
  tenants,
  signingAccounts,
  users,
  tokens,
  balances,
  transactions,
  businesses,
  chains,
  claims,
  campaigns,
  redeems,
  redemptions,
] as unknown as readonly Hono<CoreEnv>[];

import { setTimeout as delay } from 'node:timers/promises';
import type { TransactionReceipt } from 'ethers';
import type { Chain } from '../chain/chain.js';
import { receiptOf } from '../chain/receipts.js';
import { Reverted } from '../chain/reverts.js';
import { inTransaction, type Db } from './db.js';
import { advanceDue, failTransaction, succeed } from './ledger.js';
import { ownerLabel, tokenAmountOf } from './on-chain.js';
import type { SignedCall, TransactionRow } from './schema.js';
import { sendSigned } from './send-signed.js';
import { inTurn } from './wallet-turns.js';

const LOOK_EVERY_MS = 100;
/** Movements that are sent side by side; those of one wallet still go one after the other. */
const AT_ONCE = 16;
const AGAIN_MS = 5000;

interface WorkerParts {
  readonly db: Db;
  readonly chain: Chain;
  readonly stepMs: number;
  readonly nowAt: (tenantId: string) => Date;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/**
 * Carries movements of tenants on the chain from `processing` to their end. The hash is written down before anything is sent, so that a
 * restart looks for the transaction instead of sending another.
 */
export class ChainWorker {
  readonly #parts: WorkerParts;
  readonly #running = new Map<string, Promise<void>>();
  /** When what did not work for a reason that is not the contract's is tried again, by movement. */
  readonly #later = new Map<string, number>();
  #stopped = false;
  #loop: Promise<void>;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#loop;
    await Promise.allSettled(this.#running.values());
  }

  /** Settles when nothing is left to do: every movement has ended and the past is on the chain. For tests. */
  async idle(): Promise<void> {
    while (!this.#stopped && ((await this.#due()).length > 0 || this.#running.size > 0)) await delay(25);
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      try {
        await this.#look();
      } catch (error) {
        this.#parts.log({ level: 'error', error: `chain worker: ${String(error)}` });
      }
      await delay(this.#running.size > 0 ? 5 : LOOK_EVERY_MS);
    }
  }

  async #look(): Promise<void> {
    const { db, stepMs, nowAt } = this.#parts;
    const waiting = await db
      .selectFrom('transactions')
      .select('tenant_id')
      .distinct()
      .where('on_chain', '=', 1)
      .where('next_step_at', 'is not', null)
      .execute();
    for (const { tenant_id } of waiting) await advanceDue(db, tenant_id, nowAt(tenant_id), stepMs);
    for (const row of await this.#due()) {
      if (this.#running.size >= AT_ONCE) return;
      const work = this.#carry(row).finally(() => this.#running.delete(row.id));
      this.#running.set(row.id, work);
    }
  }

  /** Movements to be sent or looked after, and those of the past that the chain has not seen yet. A wallet's own come one at a time, in order. */
  async #due(): Promise<TransactionRow[]> {
    const rows = await this.#parts.db
      .selectFrom('transactions')
      .selectAll()
      .where('on_chain', '=', 1)
      .where((of) =>
        of.or([
          of('status', 'in', ['processing', 'broadcasted']),
          of.and([of('status', '=', 'succeeded'), of('transaction_hash', 'is', null)]),
        ]),
      )
      .orderBy('created_at')
      .orderBy('id')
      .limit(1000)
      .execute();
    const senders = new Set<string>();
    return inTurn(rows).filter((row) => {
      const isLater = (this.#later.get(row.id) ?? 0) > Date.now();
      // Mints come from nobody; what is spent must have been received, so a wallet waits for its own mints too.
      const touched = row.type === 'MINT' ? [row.recipient_address ?? ''] : [row.sender_address, row.recipient_address ?? ''];
      const isFree = row.type === 'MINT' || !senders.has(row.sender_address);
      // What is tried again later keeps its place too: the wallet's next number is no good before it.
      for (const address of touched) senders.add(address);
      return isFree && !isLater && !this.#running.has(row.id);
    });
  }

  async #carry(row: TransactionRow): Promise<void> {
    try {
      const reverted = await this.#receipt(row).then(
        () => null,
        (error: unknown) => (error instanceof Reverted ? error : Promise.reject(error as Error)),
      );
      // What has succeeded in the ledger long ago is only done again here.
      if (row.status === 'succeeded') return;
      const now = this.#parts.nowAt(row.tenant_id);
      await inTransaction(this.#parts.db, row.tenant_id, async (trx) => {
        const newest = await this.#fresh(trx, row);
        await (reverted ? failTransaction(trx, newest, now, reverted.reason ?? 'The chain refused it.') : succeed(trx, newest, now));
      });
    } catch (error) {
      // Neither the contract's word nor a receipt: it is looked for again after a while.
      this.#later.set(row.id, Date.now() + AGAIN_MS);
      if (!this.#stopped) this.#parts.log({ level: 'error', error: `movement ${row.id}: ${String(error)}` });
    }
  }

  #fresh(trx: Db, { tenant_id, id }: TransactionRow): Promise<TransactionRow> {
    return trx.selectFrom('transactions').selectAll().where('tenant_id', '=', tenant_id).where('id', '=', id).executeTakeFirstOrThrow();
  }

  /** The receipt of a movement: of the transaction that was sent before, else of one that is sent now. @throws Reverted */
  async #receipt(row: TransactionRow): Promise<TransactionReceipt> {
    const { provider } = this.#parts.chain;
    const signed = row.signed_call ? (JSON.parse(row.signed_call) as SignedCall) : null;
    // An account's own transaction counts once however often it is sent, and may have been replaced.
    const isOwn = signed !== null && signed.type !== 'EIP-712';
    if (row.status === 'broadcasted' && row.transaction_hash && !isOwn) {
      const known = await provider.getTransaction(row.transaction_hash);
      if (known) {
        const receipt = await receiptOf(provider, row.transaction_hash);
        if (receipt.status !== 1) throw new Reverted(null, row.transaction_hash);
        return receipt;
      }
    }
    return this.#send(row, (hash) => this.#note(row, hash));
  }

  async #note(row: TransactionRow, hash: string): Promise<void> {
    const at = this.#parts.nowAt(row.tenant_id).toISOString();
    await this.#parts.db
      .updateTable('transactions')
      .set({ transaction_hash: hash, ...(row.status === 'succeeded' ? {} : { status: 'broadcasted', updated_at: at }) })
      .where('tenant_id', '=', row.tenant_id)
      .where('id', '=', row.id)
      .execute();
  }

  async #send(row: TransactionRow, note: (hash: string) => Promise<void>): Promise<TransactionReceipt> {
    const { db, chain } = this.#parts;
    if (row.signed_call) return sendSigned(chain, JSON.parse(row.signed_call) as SignedCall, note);
    const at = (table: 'tokens' | 'wallets') =>
      db
        .selectFrom(table as 'tokens')
        .selectAll()
        .where('tenant_id', '=', row.tenant_id);
    const token = await at('tokens').where('id', '=', row.token_id).executeTakeFirstOrThrow();
    const amount = tokenAmountOf(row, token);
    if (row.type === 'MINT') return chain.signer.mint(amount, row.recipient_address!, note);
    const wallet = await db
      .selectFrom('wallets')
      .selectAll()
      .where('tenant_id', '=', row.tenant_id)
      .where('address', '=', row.sender_address)
      .executeTakeFirstOrThrow();
    const owner = ownerLabel(wallet);
    return row.type === 'BURN'
      ? chain.signer.burn(owner, amount, note)
      : chain.signer.transfer(owner, amount, row.recipient_address!, note);
  }
}

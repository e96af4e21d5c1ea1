import type { OpenedTenant } from '../../demo/server/open-tenant.js';
import { inspect, type Inventory } from './inspect.js';
import type { Poison } from './poison.js';
import type { Stage, Visit } from './stage.js';

/** Every element of the widget that stands on the page of the sweep; the own wallet comes with the wallet's details. */
const PLACED = ['account', 'wallet', 'campaign-list', 'claim-button', 'redemption-shop', 'activity', 'launcher', 'panel'] as const;
export const ELEMENTS = PLACED.length + 1;

export interface Swept {
  readonly pages: number;
  readonly vectors: number;
  /** What should not have happened, with the vectors of that page. */
  readonly faults: readonly string[];
  /** Dialogs and receipts that were reached with a vector in them. */
  readonly receipts: number;
}

interface SweepOptions {
  readonly stage: Stage;
  readonly poison: Poison;
  readonly tenant: OpenedTenant;
  readonly vectors: readonly unknown[];
  /** Which of them; default all. */
  readonly some?: readonly number[];
  /** A page with a weakness of its own, to know that it would be found. */
  readonly weakness?: string;
}

const PER_PAGE = 6;

/** One provider per vector, each with all elements, its own session, and an API whose every text is that vector. */
function page({ tenant, weakness = '' }: SweepOptions, campaign: string, names: readonly string[]): string {
  const provider = (name: string): string =>
    `<pers-rewards api-url="/poison/${name}/v2" project-key="${tenant.projectKey}">${PLACED.map((element) =>
      element === 'claim-button'
        ? `<pers-claim-button campaign-id="${campaign}"></pers-claim-button>`
        : `<pers-${element}></pers-${element}>`,
    ).join('')}</pers-rewards>`;
  return `<!doctype html><html lang="en"><head><title>Sweep</title>
    <script>window.persRewards = function () { (persRewards.q ||= []).push(arguments) };</script>
    <script src="/pers-rewards.js" data-project-key="${tenant.projectKey}" data-api-url="/poison/clean/v2" data-launcher="none"></script></head>
    <body>${names.map(provider).join('')}<script>
      const token = async () => (await (await fetch('/test/tenants/${tenant.tenantId}/identity/mina')).json()).identityToken;
      for (const provider of document.querySelectorAll('pers-rewards')) provider.identity = token;
    </script>${weakness}</body></html>`;
}

/** Opens what a customer can open: details with the own wallet, a dialog, a payment and its receipt, the codes. */
async function use({ page: shown }: Visit, at: number): Promise<boolean> {
  const provider = shown.locator('pers-rewards').nth(at);
  const get = provider.locator('> pers-redemption-shop [part=get-button][aria-disabled=false]').first();
  await get.waitFor({ timeout: 60_000 });
  await provider.locator('> pers-wallet summary').click();
  await provider.locator('> pers-wallet pers-own-wallet [part=connect-button]').waitFor();
  await provider
    .locator('> pers-activity')
    .getByRole('button', { name: /^Show code/ })
    .first()
    .click();
  await get.click();
  const confirm = provider.locator('> pers-redemption-shop [part=confirm]');
  await confirm.waitFor();
  // The button that spends is dead for half a second.
  await shown.waitForTimeout(600);
  await confirm.click();
  await provider.locator('> pers-redemption-shop [part=receipt]').waitFor({ timeout: 30_000 });
  return true;
}

/** Shows every vector in every field to every element, a few vectors on a page, and looks at what came of it. */
export async function sweep(options: SweepOptions): Promise<Swept> {
  const { stage, vectors, some = vectors.map((_, at) => at) } = options;
  const headers = { 'x-project-key': options.tenant.projectKey };
  const listed = (await (await fetch(`${stage.origin}/v2/campaigns?page=1&limit=1`, { headers })).json()) as { data: { id: string }[] };
  const campaign = listed.data[0]!.id;
  const allowed = new Set<string>();
  const faults: string[] = [];
  let [pages, receipts] = [0, 0];

  const look = async (names: readonly string[]): Promise<Inventory> => {
    const visit = await stage.visit({ html: page(options, campaign, names) });
    try {
      for (const at of names.keys()) {
        receipts += Number(await use(visit, at));
        await visit.page.keyboard.press('Escape');
      }
      const found = await visit.page.evaluate(inspect);
      const said = names.map((name) => `${name} (${JSON.stringify(vectors[Number(name)])?.slice(0, 60) ?? 'clean'})`).join(', ');
      for (const fault of visit.faults) faults.push(`${fault} with one of ${said}`);
      for (const fault of found.odd) faults.push(`${fault} with one of ${said}`);
      if (found.ran) faults.push(`a script of one of ${said} ran`);
      return found;
    } catch (error) {
      faults.push(
        `${String(error).split('\n')[0]} with one of ${names.join()}: ${JSON.stringify(names.map((name) => vectors[Number(name)])).slice(0, 300)}`,
      );
      return { names: [], odd: [], ran: false, letters: 0 };
    } finally {
      await visit.context.close();
    }
  };

  const clean = await look(['clean']);
  for (const name of clean.names) allowed.add(name);
  if (clean.letters < 500) faults.push('the clean page shows nothing');
  for (let at = 0; at < some.length; at += PER_PAGE) {
    const names = some.slice(at, at + PER_PAGE).map(String);
    const found = await look(names);
    pages += 1;
    // What the clean page does not have was made of data.
    for (const name of found.names) {
      if (!allowed.has(name)) faults.push(`<${name}> with one of ${names.join()}`);
    }
  }
  return { pages, vectors: some.length, faults, receipts: receipts - 1 };
}

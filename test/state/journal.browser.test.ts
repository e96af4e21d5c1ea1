import { expect } from '@open-wc/testing';
import { createJournal, recordKey, type Journal, type JournalRecord } from '../../src/state/journal.js';

const open: Journal[] = [];
const journalOf = (project: string): Journal => {
  const journal = createJournal(project);
  open.push(journal);
  return journal;
};
afterEach(() => {
  for (const journal of open.splice(0)) journal.close();
});

let count = 0;
const project = (): string => `project ${Date.now()} ${count++}`;
const record = (of: string, facts: Partial<JournalRecord> = {}): JournalRecord => ({
  ...{ key: recordKey(of, 'ann', 'redeem', 'offer'), id: 'one', project: of, user: 'ann', kind: 'redeem', target: 'offer' },
  ...{ startedAt: '2026-01-01T00:00:00.000Z', processId: null, known: ['before'], newest: null, ...facts },
});

it('no database appears before something is written', async () => {
  const named = async () => (await indexedDB.databases()).some(({ name }) => name === 'pers-rewards-intents');
  const journal = journalOf(project());
  expect(await journal.open('ann')).to.deep.equal([]);
  expect(await named()).to.equal(false);
  await journal.add(record('x'));
  expect(await named()).to.equal(true);
});

it('what is written is there for the next page, and for its customer and project alone', async () => {
  const name = project();
  const written = record(name);
  const first = journalOf(name);
  expect(await first.add(written)).to.equal(true);
  first.close();
  const next = journalOf(name);
  expect(await next.open('ann')).to.deep.equal([written]);
  expect(await next.open('ben')).to.deep.equal([]);
  expect(await journalOf(project()).open('ann')).to.deep.equal([]);
  await next.update({ ...written, processId: 'accepted' });
  expect((await next.open('ann'))[0]!.processId).to.equal('accepted');
});

it('of twenty tabs that write the same decision at once, one may', async () => {
  const name = project();
  const answers = await Promise.all(Array.from({ length: 20 }, (_, id) => journalOf(name).add(record(name, { id: String(id) }))));
  expect(answers.filter(Boolean)).to.have.length(1);
  const other = record(name, { key: recordKey(name, 'ann', 'redeem', 'another'), target: 'another' });
  expect(await journalOf(name).add(other)).to.equal(true);
});

it('what is settled is gone, and other tabs hear of it; forgetting takes one customer’s records', async () => {
  const name = project();
  const [here, there] = [journalOf(name), journalOf(name)];
  const heard = new Promise<void>((resolve) => there.onSettled(resolve));
  const mine = record(name);
  const bens = record(name, { id: 'two', key: recordKey(name, 'ben', 'redeem', 'offer'), user: 'ben' });
  await here.add(mine);
  await here.add(bens);
  await here.remove(mine);
  await heard;
  expect([there.told(mine), there.told(bens)]).to.deep.equal([null, undefined]);
  expect(await there.open('ann')).to.deep.equal([]);
  await here.add(mine);
  await here.forget('ann');
  expect([await there.open('ann'), await there.open('ben')]).to.deep.equal([[], [bens]]);
});

it('who still holds what another tab has settled neither removes nor overwrites the record that came after it', async () => {
  const name = project();
  const [here, there] = [journalOf(name), journalOf(name)];
  const heard = new Promise<void>((resolve) => there.onSettled(resolve));
  const earlier = record(name);
  const later = record(name, { id: 'later' });
  await here.add(earlier);
  await here.remove({ ...earlier, processId: 'p' });
  await heard;
  await here.add(later);
  await there.update({ ...earlier, processId: 'late answer' });
  await there.remove(earlier);
  expect(await here.open('ann')).to.deep.equal([later]);
  here.close();
  await here.remove(later);
  expect(await there.open('ann')).to.deep.equal([]);
  expect(there.told(earlier)).to.equal('p');
});

it('where the browser keeps nothing, the page’s memory is the mutex', async () => {
  const { open: original } = IDBFactory.prototype;
  IDBFactory.prototype.open = () => {
    throw new DOMException('blocked', 'SecurityError');
  };
  try {
    const name = project();
    const journal = journalOf(name);
    const written = record(name);
    expect([await journal.add(written), await journal.add(written)]).to.deep.equal([true, false]);
    await journal.update({ ...written, processId: 'p' });
    expect((await journal.open('ann'))[0]!.processId).to.equal('p');
    await journal.remove(written);
    expect(await journal.open('ann')).to.deep.equal([]);
  } finally {
    IDBFactory.prototype.open = original;
  }
});

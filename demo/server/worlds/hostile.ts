import type { World } from '../world.js';
import { History } from './history.js';
import { Seed } from './seed.js';

/** Texts that break what trusts them: markup, quotes, templates, direction overrides, nothing at all, far too much. */
const TEXTS = [
  '<script>globalThis.pwned=1</script>',
  '"><img src=x onerror="globalThis.pwned=1">',
  "' onmouseover='globalThis.pwned=1",
  '{{constructor.constructor("globalThis.pwned=1")()}}',
  '${globalThis.pwned=1} `backticks` <%= 1 %>',
  '</style><style>*{display:none}</style>',
  '} :host { display: none } /*',
  'url(https://evil.example/x) expression(alert(1)) @import "//evil.example"',
  '\u202Egnp.exe \u2066left\u2069 \u200Bzero\u200Dwidth\uFEFF',
  '👩‍👩‍👧‍👦🏳️‍🌈 Z̸̢̛͙a̷̖l̴̟g̵o̶',
  'constructor',
  '__proto__',
  'toString',
  'null',
  '\u0001\u0008 control \u001B[31m red',
  'a'.repeat(5000),
  '[click me](javascript:globalThis.pwned=1) ![x](https://evil.example/track.png)',
  "Robert'); DROP TABLE campaigns;--",
] as const;

/** Addresses that must never be opened or fetched. */
const URLS = [
  'javascript:globalThis.pwned=1',
  'JaVaScRiPt:globalThis.pwned=1',
  ' \tjavascript:globalThis.pwned=1',
  'data:text/html,<script>globalThis.pwned=1</script>',
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="globalThis.pwned=1"/>',
  'vbscript:msgbox(1)',
  'http://evil.example/plain.png',
  'https://user:secret@evil.example/x.png',
  'file:///etc/passwd',
  'blob:https://evil.example/1',
  'https:\\\\evil.example\\x.png',
  `https://evil.example/${'x'.repeat(3000)}`,
] as const;

const text = (at: number): string => TEXTS[at % TEXTS.length]!;
const url = (at: number): string => URLS[at % URLS.length]!;

/** Every string and every address is an attack. Amounts and ids are honest, or nothing could be shown at all. */
export const hostile: World = {
  ledgerOnly: true,
  title: 'Hostile data',
  tenant: {
    project_name: TEXTS[0],
    acronym: TEXTS[2],
    project_description: TEXTS[1],
    project_website: URLS[0],
    project_email: 'a"onclick=1@example.com',
    project_image_url: URLS[4],
  },
  async seed(trx, tenantId, ids, now, publicUrl) {
    const seed = new Seed(tenantId, ids, now, publicUrl);
    const points = seed.token('points', { name: TEXTS[1], symbol: TEXTS[2] });
    const rewards = seed.token('rewards', { name: TEXTS[4], symbol: TEXTS[10], type: 'ERC1155' });
    TEXTS.forEach((name, at) => seed.item(rewards, at, { name, description: text(at + 1), picture: url(at), link: url(at + 1) }));
    seed.level({ id: 1, name: text(0), description: text(5), from: '1', discount: 5, picture: url(0) }, rewards);
    seed.business('evil', {
      name: text(0),
      short: text(1),
      description: text(2),
      picture: url(3),
      website: url(0),
      street: text(8),
      city: text(9),
      postalCode: text(2),
      kind: { id: 1, name: text(11), code: text(10) },
    });
    seed.redemptionType(1, text(11), url(0));
    const eve = seed.customer('eve', {
      name: `${TEXTS[0].replaceAll(' ', '')} ${TEXTS[11]}`,
      externalId: `'"><b>${ids('eve')}`,
      email: 'eve@example.com',
      customData: JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}') as object,
    });
    TEXTS.forEach((name, at) => {
      seed.campaign(`${at}`, {
        name,
        description: text(at + 3),
        picture: url(at),
        link: url(at + 1),
        tags: [text(at + 1), 'constructor', '__proto__'],
        gives: [{ token: points, amount: '10' }],
        trigger: { name, description: text(at + 2), conditions: [] },
        at: [{ business: 'evil', text: text(at + 4), link: url(at + 2) }],
      });
      seed.offer(`${at}`, {
        name,
        description: text(at + 3),
        picture: url(at),
        price: at === 0 ? '9007199254740991' : '10',
        type: 1,
        tags: [text(at + 1)],
        gives: [{ token: rewards, amount: '1', item: at }],
      });
    });
    const people = { customers: [eve], admin: seed.admin(TEXTS[0]), business: seed.member('evil', TEXTS[12]) };
    await seed.write(trx);
    const history = await History.of(trx, seed);
    const largest = ((1n << 256n) - 1n).toString();
    await history.receive(eve, seed.ago(3), [[points, largest], ...TEXTS.map((_, at) => [rewards, '1', at] as const)]);
    return people;
  },
};

// A transaction or an address of the demo's chain. What a chain holds was written by strangers: it becomes text here, never markup.
const shown = document.querySelector('.shown');
const form = document.querySelector('.find');
const wrong = document.querySelector('#wrong');
const ZERO = `0x${'0'.repeat(40)}`;
const query = location.search; // ?theme=… goes along

/** Element with classes (`p.soft`) and children; texts stay texts. */
function make(what, ...children) {
  const [tag, ...classes] = what.split('.');
  const element = document.createElement(tag);
  if (classes.length > 0) element.className = classes.join(' ');
  element.append(...children);
  return element;
}

function link(kind, value, words = value) {
  const a = make('a.hex', words);
  a.href = `/explorer/${kind}/${value}${query}`;
  return a;
}
const address = (value) => (value === null ? 'none: it made a contract' : link('address', value));

const numbers = new Intl.NumberFormat('en');
/** Digits in groups; exact, whatever their number. */
function grouped(amount) {
  const [whole, part] = amount.split('.');
  return numbers.format(BigInt(whole)) + (part ? `.${part}` : '');
}

function when(iso) {
  if (iso === null) return 'not yet';
  const time = make('time', new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(iso)));
  time.dateTime = iso;
  return time;
}

function facts(rows) {
  return make('dl.facts', ...rows.flatMap(([term, value]) => [make('dt', term), make('dd', value)]));
}

/** How much of what, in words: "120 Harbour Points (HBP)", "1 × Free coffee". */
function amountOf({ amount, name, symbol, item, tokenId }) {
  if (item) return `${grouped(amount)} × ${item}`;
  const token = name ?? 'of an unknown token';
  const id = tokenId === null ? '' : ` no. ${tokenId}`;
  return `${grouped(amount)} ${token}${id}${symbol && tokenId === null ? ` (${symbol})` : ''}`;
}

const STANDARD = { ERC20: 'ERC-20', ERC721: 'ERC-721', ERC1155: 'ERC-1155' };
const KIND = { mint: 'Made', burn: 'Used up', transfer: 'Moved' };

function movement(move, more = []) {
  const way = [
    ['From', move.from],
    ['To', move.to],
  ].filter(([, who]) => who !== ZERO);
  return make(
    'li',
    make('p.amount', make('span', amountOf(move)), make('span.soft', `${KIND[move.kind]} · ${STANDARD[move.standard]}`)),
    ...way.map(([word, who]) => make('p', make('span.soft', `${word} `), address(who))),
    make('p', make('span.soft', 'Token '), address(move.contract)),
    ...more,
  );
}

const STATES = { succeeded: 'Succeeded', reverted: 'Reverted: it had no effect', pending: 'Waiting for a block' };

function transaction(tx) {
  document.title = `Transaction ${tx.hash.slice(0, 10)}… – chain explorer`;
  const heading = tx.movements.length === 0 ? 'It moved no tokens.' : 'Token movements';
  return [
    make('h1', 'Transaction'),
    make('p.hex.soft', tx.hash),
    facts([
      ['Status', make(`span.state.${tx.status}`, STATES[tx.status])],
      ['Block', tx.block === null ? 'none yet' : grouped(String(tx.block))],
      ['Confirmations', tx.block === null ? '0' : grouped(String(tx.confirmations))],
      ['Time', when(tx.time)],
      ['Sent from', address(tx.from)],
      ['Sent to', address(tx.to)],
      ['Fee paid by', address(tx.feePayer)],
      ['Fee', tx.fee === null ? 'not known yet' : `${tx.fee} ETH`],
    ]),
    make('h2', heading),
    make('ul.cards', ...tx.movements.map((move) => movement(move))),
  ];
}

const KINDS = {
  account: 'an account with a key, or a wallet that is not in use yet',
  contract: 'a contract, such as a smart wallet',
  token: 'a token',
};

function place({ address: of, kind, name, balances, movements }) {
  document.title = `Address ${of.slice(0, 8)}… – chain explorer`;
  const held = balances.map((holding) =>
    make('li', make('p.amount', make('span', amountOf(holding))), make('p', make('span.soft', 'Token '), address(holding.contract))),
  );
  const last = movements.map((move) =>
    movement(move, [make('p', make('span.soft', 'Transaction '), link('tx', move.hash)), make('p.soft', when(move.time))]),
  );
  return [
    make('h1', name ?? 'Address'),
    make('p.hex.soft', of),
    make('p.soft', `This is ${KINDS[kind]}.`),
    ...(kind === 'token' ? [] : [make('h2', held.length > 0 ? 'Tokens' : 'It holds no tokens.'), make('ul.cards', ...held)]),
    make('h2', last.length > 0 ? 'Last movements' : 'Nothing has moved here.'),
    make('ul.cards', ...last),
  ];
}

const MISSING = {
  tx: [
    'No such transaction',
    'This chain has no transaction with that hash. It may not have been sent yet; a moment later it can be here.',
  ],
  address: ['No such address', 'An address is 0x and 40 digits or letters from a to f.'],
};

async function show(kind, value) {
  shown.replaceChildren(make('p.soft', 'Looking …'));
  let parts;
  try {
    const answer = await fetch(`/explorer/api/${kind}/${encodeURIComponent(value)}`);
    if (answer.ok) parts = (kind === 'tx' ? transaction : place)(await answer.json());
    else if (answer.status === 404) parts = [make('h1', MISSING[kind][0]), make('p', MISSING[kind][1])];
    else throw new Error(`HTTP ${answer.status}`);
  } catch {
    parts = [make('h1', 'No answer'), make('p', 'The chain could not be read. Load the page again in a moment.')];
  }
  shown.replaceChildren(...parts);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const what = form.elements.what.value.trim();
  const kind = /^0x[0-9a-f]{64}$/i.test(what) ? 'tx' : /^0x[0-9a-f]{40}$/i.test(what) ? 'address' : null;
  if (kind) location.assign(`/explorer/${kind}/${what}${query}`);
  else wrong.textContent = 'Enter a hash (0x and 64 digits or letters) or an address (0x and 40).';
  form.elements.what.setAttribute('aria-invalid', String(!kind));
  form.elements.what.setAttribute('aria-describedby', 'wrong');
});

const [, kind, value] = /^\/explorer\/(tx|address)\/([^/]+)$/.exec(location.pathname) ?? [];
if (kind) void show(kind, decodeURIComponent(value));

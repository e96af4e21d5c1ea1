// The shop's own sign-in, with sample customers instead of passwords. In a real shop this is whatever the shop has already; the only
// lines that concern rewards are those that call persRewards.

/** Who is signed in at this shop; the shop's own session, kept as shops keep theirs. */
const STORED = 'harbour-pass-customer';

const projectKey = document.querySelector('script[data-project-key]').dataset.projectKey;
const button = document.querySelector('[data-sign-in]');
const greeting = document.querySelector('[data-greeting]');

/** The world whose project this page shows. */
const world = fetch('/demo.json')
  .then((answer) => answer.json())
  .then(({ worlds }) => worlds.find((candidate) => candidate.projectKey === projectKey));

function stored() {
  try {
    const customer = JSON.parse(localStorage.getItem(STORED));
    return customer?.projectKey === projectKey ? customer : null;
  } catch {
    return null;
  }
}

/** A fresh token for the customer, from the shop's server, whenever the widget asks for one. */
function handOver({ world, key }) {
  window.persRewards('identify', async () => {
    const answer = await fetch(`/demo/identity/${encodeURIComponent(world)}/${encodeURIComponent(key)}`);
    if (!answer.ok) throw new Error(`The shop's identity service answered ${answer.status}.`);
    return (await answer.json()).identityToken;
  });
}

function show() {
  const customer = stored();
  button.textContent = customer ? 'Sign out' : 'Sign in';
  greeting.textContent = customer ? `Hello, ${customer.name}` : '';
}

function signIn(customer) {
  localStorage.setItem(STORED, JSON.stringify(customer));
  handOver(customer);
  show();
}

function signOut() {
  localStorage.removeItem(STORED);
  window.persRewards('logout');
  show();
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

async function choose() {
  const here = await world;
  const dialog = element('dialog', { className: 'sign-in', ariaLabel: 'Sign in' });
  const choices = (here?.customers ?? []).map(({ key, name }) => {
    const choice = element('button', { type: 'button', className: 'press', textContent: name });
    choice.dataset.customer = key;
    choice.addEventListener('click', () => {
      signIn({ projectKey, world: here.world, key, name });
      dialog.close();
    });
    return element('li', {}, choice);
  });
  const cancel = element('button', { type: 'button', className: 'press', textContent: 'Cancel' });
  cancel.addEventListener('click', () => dialog.close());
  dialog.append(
    element('h2', { textContent: 'Sign in' }),
    element('p', { className: 'soft', textContent: 'These are sample customers, no password needed.' }),
    element('ul', {}, ...choices),
    cancel,
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

button.addEventListener('click', () => (stored() ? signOut() : choose()));
window.persRewards('on', 'pers-sign-in-requested', choose);
show();
const customer = stored();
if (customer) handOver(customer);

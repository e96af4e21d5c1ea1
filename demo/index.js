// Lists the worlds of the server's database.
for (const origin of document.querySelectorAll('[data-origin]')) origin.textContent = location.origin;

const { worlds } = await (await fetch('/demo.json')).json();
const link = (page, world, text) =>
  Object.assign(document.createElement('a'), { href: `${page}?world=${encodeURIComponent(world)}`, textContent: text });
for (const { world, title, customers } of worlds) {
  const name = Object.assign(document.createElement('b'), { textContent: title });
  const about = Object.assign(document.createElement('span'), {
    textContent: `${world} · ${customers.map((customer) => customer.name).join(', ')}`,
  });
  const row = document.createElement('li');
  row.append(name, about, link('/shop.html', world, 'Shop'), link('/elements.html', world, 'Elements'));
  document.querySelector('.worlds').append(row);
}

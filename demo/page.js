// What a visitor asks for in the address: ?theme=dark, ?locale=es. The widget follows the page, so nothing is said to it.
// Runs before the first paint.
(() => {
  const asked = new URLSearchParams(location.search);
  const root = document.documentElement;
  if (['light', 'dark'].includes(asked.get('theme'))) root.dataset.theme = asked.get('theme');
  const locale = asked.get('locale') ?? '';
  if (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(locale)) root.lang = locale;
  if (asked.get('dir') === 'rtl') root.dir = 'rtl';
})();

// Calls made before the script tag has come wait in a queue.
window.persRewards =
  window.persRewards ||
  function () {
    (window.persRewards.q = window.persRewards.q || []).push(arguments);
  };

/**
 * Keeps an open page current: every three seconds the main part is fetched anew, unless the window is hidden or a
 * person is at a form. Without it the page works the same, after a reload.
 */
export const pageScript = `'use strict';
const main = document.querySelector('main');
let edited = false;
main.addEventListener('input', () => { edited = true; });

async function refresh() {
  const busy = edited || (document.activeElement !== null && main.contains(document.activeElement));
  if (document.hidden || busy) return;
  const response = await fetch(location.href, { signal: AbortSignal.timeout(3000) });
  if (!response.ok) return;
  const next = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('main');
  if (!next || next.innerHTML === main.innerHTML || edited) return;
  const board = main.querySelector('.board');
  const left = board ? board.scrollLeft : 0;
  main.replaceChildren(...next.childNodes);
  const refreshed = main.querySelector('.board');
  if (refreshed) refreshed.scrollLeft = left;
}

setInterval(() => { refresh().catch(() => undefined); }, 3000);
`;

// Real addresses, without reloading.

const read = () => ({ path: location.pathname, query: new URLSearchParams(location.search) });

export const route = $state(read());

function update() {
  Object.assign(route, read());
}

export function go(address, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  const before = route.path;
  update();
  if (route.path !== before) window.scrollTo(0, 0);
}

/** Sets one part of the query, so that every state has an address. */
export function setQuery(name, value) {
  const query = new URLSearchParams(location.search);
  if (value) query.set(name, value);
  else query.delete(name);
  const text = query.toString();
  go(location.pathname + (text ? `?${text}` : '') + location.hash, { replace: true });
}

/** Lets the browser handle what is not a plain click on a page of ours. */
export function onClick(event) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.('a[href]');
  if (!link || link.target || link.hasAttribute('download')) return;
  const to = new URL(typeof link.href === 'string' ? link.href : link.href.baseVal, location.href); // a link inside a drawing has an animated address
  if (to.origin !== location.origin || to.pathname.startsWith('/v1/')) return;
  if (to.pathname === location.pathname && to.hash) return;
  event.preventDefault();
  go(to.pathname + to.search + to.hash);
}

window.addEventListener('popstate', update);

/** {page, id}: what an address shows; `page` is undefined where there is nothing. */
export function pageOf(path) {
  const [, page = '', id, ...rest] = path.replace(/\/$/, '').split('/');
  if (rest.length) return {};
  if (id === undefined) return ['', 'incidents', 'services', 'vantages'].includes(page) ? { page: page || 'world' } : {};
  if (!['incidents', 'services', 'vantages'].includes(page)) return {};
  try {
    return { page: page.slice(0, -1), id: decodeURIComponent(id) };
  } catch {
    return {};
  }
}

// Real addresses, without reloading: `/` and `/incidents/{id}`.

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
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
  if (link.pathname === location.pathname && link.hash) return;
  event.preventDefault();
  go(link.pathname + link.search + link.hash);
}

window.addEventListener('popstate', update);

export const incidentId = (path) => {
  const match = /^\/incidents\/([^/]+)\/?$/.exec(path);
  try {
    return match && decodeURIComponent(match[1]);
  } catch {
    return null;
  }
};

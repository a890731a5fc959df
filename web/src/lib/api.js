// The server's API: same origin, JSON.

/** Throws an Error whose `status` is the HTTP status, or 0 when there was no answer. */
export async function get(path) {
  let response;
  try {
    response = await fetch(path, { headers: { accept: 'application/json' } });
  } catch (cause) {
    throw Object.assign(new Error('The server does not answer.', { cause }), { status: 0 });
  }
  if (!response.ok) throw Object.assign(new Error(`The server answers ${response.status} for ${path}.`), { status: response.status });
  return response.json();
}

const id = encodeURIComponent;
const PAGES_MAX = 10;

/** A page of incidents, {items, next}; `query` holds the filters as the API names them. */
export const incidents = (query = {}) => get(`/v1/incidents?${new URLSearchParams(query)}`);
export const incident = (of) => get(`/v1/incidents/${id(of)}`);
export const evidence = (of) => get(`/v1/incidents/${id(of)}/evidence`);
export const services = () => all('/v1/services');
export const service = (of) => get(`/v1/services/${id(of)}`);
export const vantages = () => all('/v1/vantages');
export const measurements = (query) => get(`/v1/measurements?${new URLSearchParams(query)}`).then((list) => list.items);
export const status = () => get('/v1/status.json');

export function timeline(service, since, until) {
  const query = new URLSearchParams({ since, until });
  return get(`/v1/services/${id(service)}/timeline?${query}`);
}

/** A whole list, page by page. */
async function all(path) {
  const items = [];
  let cursor;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const list = await get(cursor === undefined ? path : `${path}?cursor=${id(cursor)}`);
    items.push(...list.items);
    cursor = list.next;
    if (cursor === undefined) break;
  }
  return items;
}

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

export const incidents = () => get('/v1/incidents?limit=200').then((list) => list.items);
export const incident = (id) => get(`/v1/incidents/${encodeURIComponent(id)}`);
export const evidence = (id) => get(`/v1/incidents/${encodeURIComponent(id)}/evidence`);
export const services = () => get('/v1/services').then((list) => list.items);
export const vantages = () => get('/v1/vantages').then((list) => list.items);
export const status = () => get('/v1/status.json');

export function timeline(service, since, until) {
  const query = new URLSearchParams({ since, until });
  return get(`/v1/services/${encodeURIComponent(service)}/timeline?${query}`);
}

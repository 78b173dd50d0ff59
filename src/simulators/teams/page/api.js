/* global document, EventSource, URLSearchParams */
// Every call names the person one acts as; the nonce proves that this page makes it.
const nonce = document.querySelector('meta[name="page-nonce"]').content;

async function answered(response) {
  if (response.ok) return response.status === 204 ? null : response.json();
  const { error } = await response.json().catch(() => ({ error: `HTTP ${response.status}` }));
  throw new Error(error);
}

export async function read(path, query = {}) {
  return answered(await fetch(`/page/${path}?${new URLSearchParams(query)}`));
}

export async function tell(path, body) {
  const headers = { 'content-type': 'application/json', 'x-page-nonce': nonce };
  return answered(
    await fetch(`/page/${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
  );
}

/** Follows what changes for one person; the answer stops it. */
export function follow(person, handlers) {
  const source = new EventSource(`/page/live?${new URLSearchParams({ as: person })}`);
  for (const [name, handle] of Object.entries(handlers)) {
    source.addEventListener(name, (event) =>
      handle(event.data ? JSON.parse(event.data) : undefined),
    );
  }
  return () => source.close();
}

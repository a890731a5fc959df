// Every page while an incident is open: its numbers are the API's, everybody can use it on every screen, the keyboard works.
import assert from 'node:assert/strict';
import { accessible } from './access.mjs';
import { until } from './ask.mjs';
import { onEveryScreen } from './browser.mjs';

/** `opened` is an incident that names a service; the numbers are looked at until page and API agree. */
export async function everyPage(page, ask, address, opened) {
  const service = opened.services[0];
  const other = (await ask('/v1/services')).items.find((s) => s.state === 'healthy').id;
  const looks = [
    [`/services/${encodeURIComponent(service)}`, () => serviceSays(ask, service)], // first: the lab's time runs fast, and its fault is mended
    ['/', () => worldSays(ask)],
    ['/incidents', () => incidentsSay(ask, '')],
    [`/incidents?state=open&service=${encodeURIComponent(service)}&q=certificate`, () => incidentsSay(ask, `?state=open&service=${encodeURIComponent(service)}&q=certificate`)],
    ['/services', () => servicesSay(ask)],
    [`/services/${encodeURIComponent(other)}`, () => serviceSays(ask, other)],
    ['/vantages', () => vantagesSay(ask)],
    [`/vantages/${encodeURIComponent(opened.scope.failing[0])}`, () => vantageSays(ask, opened.scope.failing[0])],
  ];
  for (const [path, wanted] of looks) {
    await page.goto(address + path);
    await agrees(page, path, wanted);
    await onEveryScreen(page, async (name) => {
      await accessible(page, `${path}, ${name}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${path}, ${name}: ${overflow} px too wide`);
    });
  }
  await linksLead(page, ask, address, looks.map(([path]) => path));
  await keys(page, address);
}

async function agrees(page, path, wanted) {
  let missing;
  await until(async () => {
    const said = await wanted();
    const text = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
    missing = said.filter((part) => !text.includes(part));
    return missing.length === 0;
  }, () => `${path} lacks ${JSON.stringify(missing)}`);
}

const count = (list, test) => list.filter(test).length;
const healthy = (record) => record.state === 'healthy';
const counted = (n, word) => `${n} ${word}${n === 1 ? '' : 's'}`;

async function worldSays(ask) {
  const [services, vantages, incidents] = await Promise.all(['/v1/services', '/v1/vantages', '/v1/incidents?state=open,recovering,suspected'].map(ask));
  const active = incidents.items.filter((i) => i.services.length);
  return [
    ...(active.length ? [`${counted(active.length, 'incident')} now`] : []), `${count(services.items, healthy)} of ${counted(services.items.length, 'service')} healthy`,
    `seen by ${count(vantages.items, healthy)} of ${counted(vantages.items.length, 'vantage')}`, ...active.map((i) => i.title),
    ...services.items.filter((s) => !healthy(s)).map((s) => s.name),
  ];
}

async function incidentsSay(ask, query) {
  const { items } = await ask(`/v1/incidents${query}`);
  return [counted(items.length, 'incident'), ...items.map((i) => i.title)];
}

async function servicesSay(ask) {
  const { items } = await ask('/v1/services');
  return [`${items.length} of ${counted(items.length, 'service')}, ${count(items, healthy)} healthy`, ...items.flatMap((s) => [s.name, s.state, s.checks[0].host])];
}

async function serviceSays(ask, id) {
  const { name, seen, learned, state } = await ask(`/v1/services/${encodeURIComponent(id)}`);
  const failing = seen.layers.filter((l) => l.failing).map((l) => `${l.failing} of ${l.ok + l.failing} fail`);
  return [name, state, `${seen.failing || seen.vantages} of ${counted(seen.vantages, 'vantage')} ${seen.failing ? 'fail' : 'pass'}`, ...failing, ...learned.filter((e) => e.kind === 'zone').map((e) => e.id)];
}

async function vantagesSay(ask) {
  const { items } = await ask('/v1/vantages');
  return [`${items.length} of ${counted(items.length, 'vantage')}, ${count(items, healthy)} at work`, ...items.map((v) => v.id)];
}

async function vantageSays(ask, id) {
  const { city, state, heartbeat, resolvers } = (await ask('/v1/vantages')).items.find((v) => v.id === id);
  return [id, city, state, `${heartbeat.anchors.ok} of ${heartbeat.anchors.tried} anchors`, ...resolvers.map((r) => r.address)];
}

/** No link of a page leads nowhere. */
async function linksLead(page, ask, address, paths) {
  const hrefs = new Set();
  for (const path of paths) {
    await page.goto(address + path);
    await page.locator('main .panel, main .none').first().waitFor();
    for (const href of await page.locator('a[href^="/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')))) hrefs.add(href);
  }
  const vantages = (await ask('/v1/vantages')).items.map((v) => v.id);
  for (const href of hrefs) {
    const { pathname } = new URL(href, address);
    const [, list, id] = pathname.split('/');
    if (list === 'vantages' && id) assert.ok(vantages.includes(decodeURIComponent(id)), `a link to ${href}`);
    else if (id) await ask(`/v1/${list}/${id}`);
    else assert.ok(['', 'incidents', 'services', 'vantages', 'openapi.yaml'].includes(list), `a link to ${href}`);
  }
}

async function keys(page, address) {
  await page.goto(`${address}/`);
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await accessible(page, 'the help');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.keyboard.press('j');
  assert.ok(await page.locator('[data-row]').first().evaluate((row) => row === document.activeElement), 'j goes to the first row');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/incidents/*');
  await page.goto(`${address}/`);
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('/');
  await page.waitForURL('**/incidents');
  await page.locator('[data-search]:focus').waitFor();
  await page.keyboard.type('nothing says this');
  await page.getByText('No incident passes these filters').waitFor();
  assert.equal(new URL(page.url()).searchParams.get('q'), 'nothing says this', 'what is searched stands in the address');
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.locator('[data-incident]').first().waitFor();
  assert.equal(new URL(page.url()).search, '', 'and leaves it');
}

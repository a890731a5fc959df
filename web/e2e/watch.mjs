// Watches a run of the lab in a browser: the incident page shows the numbers that the API gives, and changes live; no
// console error; nothing fetched from elsewhere. Usage: node e2e/watch.mjs [PICTURES-FOLDER]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const HOME = fileURLToPath(new URL('../..', import.meta.url));
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const WAIT_MS = 90_000;
const pictures = process.argv[2];
let missing = [];

const lab = spawn(`${HOME}/plumb`, ['lab', 'run', 'mashery-2024-10-01', '--json', '--listen', '127.0.0.1:0'],
  { stdio: ['ignore', 'ignore', 'pipe'] });
const ended = once(lab, 'exit');
try {
  const address = await dashboard(lab);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  try {
    await watch(browser, address);
  } finally {
    await browser.close();
  }
} finally {
  lab.kill('SIGTERM');
  await ended;
}
console.log('the incident page tells what the API says, live');

async function dashboard(child) {
  let told = '';
  for await (const chunk of child.stderr) {
    told += chunk;
    const found = /Dashboard: (http\S+)/.exec(told);
    if (found) {
      child.stderr.resume();
      return found[1];
    }
  }
  throw new Error('no dashboard: ' + told);
}

async function watch(browser, address) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const errors = [];
  const elsewhere = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('request', (request) => request.url().startsWith(address) || elsewhere.push(request.url()));

  await page.goto(address);
  await page.getByText('All is well').first().waitFor({ timeout: WAIT_MS });

  const opened = await until(async () => (await api(address, '/v1/incidents?limit=200')).items.find((i) => i.services.length > 0));
  await page.goto(`${address}/incidents/${opened.id}`);
  await page.locator('h1').waitFor();
  const first = await agree(page, address, opened.id);
  await until(async () => {
    const newest = await api(address, `/v1/incidents/${opened.id}`);
    return newest.version > first.version && newest.scope.failing.length > first.scope.failing.length ? newest : null;
  });
  const later = await agree(page, address, opened.id);
  assert.ok(later.version > first.version, 'the page changed without being loaded again');
  if (pictures) {
    await photograph(browser, `${address}/incidents/${opened.id}`);
  }
  assert.deepEqual(errors, []);
  assert.deepEqual(elsewhere, []);
}

/** Waits until the page shows what the API gives at that moment. */
async function agree(page, address, id) {
  return until(async () => {
    const before = await api(address, `/v1/incidents/${id}`);
    const text = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
    const hit = before.scope.failing.length;
    const all = Math.max(before.view.vantages, hit + before.scope.healthy.length);
    const cause = Math.round(before.causes[0].confidence * 100);
    const wanted = [before.title, `${hit} of ${all} vantages`, `version ${before.version}`, `${cause} %`];
    missing = wanted.filter((part) => !text.includes(part));
    return missing.length === 0 ? before : null;
  });
}

async function photograph(browser, url) {
  for (const scheme of ['dark', 'light']) {
    for (const [width, height] of [[1440, 900], [390, 844]]) {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
      await page.goto(url);
      await page.locator('h1').waitFor();
      await page.waitForTimeout(1500);
      await page.screenshot({ path: `${pictures}/incident-${width}-${scheme}.png` });
      await page.close();
    }
  }
}

async function api(address, path) {
  const answer = await fetch(address + path);
  assert.equal(answer.status, 200, path);
  return answer.json();
}

async function until(look) {
  const end = Date.now() + WAIT_MS;
  while (Date.now() < end) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`waited in vain; the page lacks ${JSON.stringify(missing)}: ${look}`);
}

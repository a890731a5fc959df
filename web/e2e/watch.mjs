// Watches the founding case in a browser, as ./test does: the pages show the numbers that the API gives, and change live; the
// five answers stand on the first screen; no console error; nothing fetched from elsewhere; axe finds nothing.
import assert from 'node:assert/strict';
import os from 'node:os';
import { accessible } from './access.mjs';
import { answersFit } from './answers.mjs';
import { asker, until, WAIT_MS } from './ask.mjs';
import { onEveryScreen, openBrowser, openPage } from './browser.mjs';
import { startLab } from './lab.mjs';
import { everyPage } from './pages.mjs';
import { unwell } from './unwell.mjs';

const lab = await startLab('mashery-2024-10-01', '--hold');
os.setPriority(os.getPriority() + 5); // the browser yields to what is measured
const browser = await openBrowser();
try {
  await watch(await openPage(browser, lab.address), asker(lab.address));
  await unwell(await openPage(browser, lab.address), lab);
} finally {
  await browser.close();
  await lab.stop();
}
console.log('the pages tell what the API says, live, and answer on the first screen');

async function watch({ page, clean }, ask) {
  await page.goto(lab.address);
  await page.getByText('All is well').first().waitFor({ timeout: WAIT_MS });
  let atWork; // agents are still coming: what the API says is asked for anew each time
  await until(async () => {
    atWork = (await ask('/v1/vantages')).items.filter((v) => v.state === 'healthy').length;
    return (await page.locator('h1').innerText()).includes(`${atWork} vantages at work`);
  }, () => `not ${atWork} vantages at work`);
  await accessible(page, '/ while all is well');

  const opened = await until(async () => (await ask('/v1/incidents?limit=200')).items.find((i) => i.openedAt && i.services.length > 0), () => 'no incident opens');
  await page.locator('[data-incident]').first().waitFor();
  await page.goto(`${lab.address}/incidents/${opened.id}`);
  const first = await agree(page, ask, opened.id);
  await until(async () => (await ask(`/v1/incidents/${opened.id}`)).version > first.version, () => 'the incident does not change');
  const later = await agree(page, ask, opened.id);
  assert.ok(later.version > first.version, 'the page changed without being loaded again');

  await onEveryScreen(page, async (name, screen) => {
    await answersFit(page, screen);
    await accessible(page, `the incident, ${name}`);
  });
  await everyPage(page, ask, lab.address, later);
  clean();
}

/** Waits until the page shows what the API gives at that moment. */
async function agree(page, ask, id) {
  let missing;
  return until(async () => {
    const said = await ask(`/v1/incidents/${id}`);
    const text = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
    const [hit, spared] = [said.scope.failing.length, said.scope.healthy.length];
    const wanted = [
      said.title, `${hit} of ${Math.max(said.view.vantages, hit + spared)} vantages`, `version ${said.version}`,
      `${Math.round(said.causes[0].confidence * 100)} %`, said.startedAt.slice(11, 19), ...(spared ? [`${spared} spared`] : []),
    ];
    missing = wanted.filter((part) => !text.includes(part));
    return missing.length === 0 && said;
  }, () => `the page lacks ${JSON.stringify(missing)}`);
}

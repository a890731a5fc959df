// Whether everybody can use a page: axe-core's rules, among them the contrast of every text.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails with what axe finds; `where` names the page. */
export async function accessible(page, where) {
  await page.evaluate(AXE); // not as a script element: the page's own policy rightly forbids that
  const { violations } = await page.evaluate(() => window.axe.run(document));
  const found = violations.map((v) => `${v.id}: ${v.help} (${v.nodes.map((n) => n.target.join(' ')).slice(0, 5).join('; ')})`);
  assert.deepEqual(found, [], `what axe finds on ${where}`);
}

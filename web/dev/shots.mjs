// Development only: pictures of pages on the fixture server, with a word on anything that goes wrong.
//   node dev/shots.mjs BASE-URL OUT-FOLDER PATH...        (CHROMIUM: the browser's binary)
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [base, out, ...paths] = process.argv.slice(2);
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? 'chromium', args });
mkdirSync(out, { recursive: true });
for (const [width, height] of [[1440, 900], [390, 844]]) {
  for (const colorScheme of ['dark', 'light']) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
    page.on('console', (m) => ['error', 'warning'].includes(m.type()) && console.log('CONSOLE', m.type(), m.text()));
    page.on('pageerror', (e) => console.log('PAGE ERROR', e.message));
    page.on('request', (r) => !r.url().startsWith(base) && !r.url().startsWith('blob:') && console.log('OUTSIDE', r.url()));
    for (const path of paths) {
      await page.goto(base + path);
      await page.waitForSelector('h1');
      await page.waitForTimeout(500);
      const name = `${path.replace(/\W+/g, '-').replace(/^-|-$/g, '') || 'home'}-${width}-${colorScheme}`;
      await page.screenshot({ path: join(out, `${name}.png`) });
      await page.screenshot({ path: join(out, `${name}-full.png`), fullPage: true });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) console.log('TOO WIDE by', wide, name);
    }
    await page.close();
  }
}
await browser.close();

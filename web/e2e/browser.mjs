// A browser that asks nobody but the dashboard, and says so when a page does.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

/** Widths that stand for the desk and the phone. */
export const SCREENS = [{ width: 1440, height: 900 }, { width: 390, height: 844 }];
export const SCHEMES = ['dark', 'light'];

export const openBrowser = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });

/** A page of the dashboard, with `clean()`: no console error so far, nothing fetched from elsewhere. */
export async function openPage(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: SCREENS[0], reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const errors = [];
  const elsewhere = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('request', (request) => request.url().startsWith(`${address}/`) || elsewhere.push(request.url()));
  const clean = () => {
    assert.deepEqual(errors, [], 'errors on the console');
    assert.deepEqual(elsewhere, [], 'fetched from elsewhere');
  };
  return { page, clean };
}

/** Calls `look(name, screen)` for every screen in dark and light, and leaves the page at the desk; it is not loaded again. */
export async function onEveryScreen(page, look) {
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const screen of SCREENS) {
      await page.setViewportSize(screen);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await look(`${screen.width}-${colorScheme}`, screen);
    }
  }
  await page.setViewportSize(SCREENS[0]);
}

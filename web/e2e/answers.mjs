// What a person must find on the first screen without scrolling: the five answers.
import assert from 'node:assert/strict';

export const ANSWERS = ['what', 'why', 'who', 'since', 'settle'];

/** Fails unless each answer is there, has words, and lies whole within the first screen. */
export async function answersFit(page, { width, height }) {
  await page.evaluate(() => window.scrollTo(0, 0));
  for (const answer of ANSWERS) {
    const element = page.locator(`[data-answer=${answer}]`);
    assert.equal(await element.count(), 1, `one answer to "${answer}"`);
    assert.ok((await element.innerText()).trim().length > 5, `the answer to "${answer}" has words`);
    const { x, y, width: w, height: h } = await element.boundingBox();
    assert.ok(x >= 0 && y >= 0 && x + w <= width && y + h <= height, `"${answer}" ends at ${Math.round(x + w)} x ${Math.round(y + h)}, outside ${width} x ${height}`);
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(overflow <= 0, `the page is ${overflow} px too wide at ${width}`);
}

/** The answers as read from the page, for a note. */
export async function readAnswers(page) {
  const texts = await Promise.all(ANSWERS.map((answer) => page.locator(`[data-answer=${answer}]`).innerText()));
  return Object.fromEntries(ANSWERS.map((answer, i) => [answer, texts[i].replace(/\s+/g, ' ').trim()]));
}

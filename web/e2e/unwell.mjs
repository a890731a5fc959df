// What the pages say when things are not there: an unknown incident, an unknown page, a server that is gone.
import { accessible } from './access.mjs';

export async function unwell({ page }, lab) {
  for (const [path, words] of [['/incidents/unknown', 'no incident with this id'], ['/no/such/page', 'no page at this address']]) {
    await page.goto(lab.address + path);
    await page.getByText(words).waitFor();
    await accessible(page, path);
  }
  await page.getByRole('link', { name: 'The world now', exact: true }).click();
  await page.locator('[data-incident]').first().waitFor();
  await lab.stop();
  await page.getByText('What is shown is the last that was heard').waitFor();
  await page.locator('[data-incident]').first().waitFor(); // what was last heard stays
  await accessible(page, '/ without its server');
}

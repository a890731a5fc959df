// What the pages say when things are not there: an unknown incident, service or page, a server that is gone.
import { accessible } from './access.mjs';

const UNKNOWN = [['/incidents/unknown', 'no incident with this id'], ['/services/unknown', 'no service with this id'], ['/vantages/unknown', 'no vantage with this id'], ['/no/such/page', 'no page at this address']];
const KEPT = ['/', '/incidents', '/services', '/vantages'];

export async function unwell({ page }, lab) {
  for (const [path, words] of UNKNOWN) {
    await page.goto(lab.address + path);
    await page.getByText(words).waitFor();
    await accessible(page, path);
  }
  await page.getByRole('link', { name: 'The world now', exact: true }).click();
  await page.locator('main .panel').first().waitFor();
  const others = await Promise.all(KEPT.slice(1).map(async (path) => {
    const other = await page.context().newPage();
    await other.goto(lab.address + path);
    await other.locator('main .panel').first().waitFor();
    return [path, other];
  }));
  await lab.stop();
  for (const [path, one] of [[KEPT[0], page], ...others]) {
    await one.bringToFront();
    await one.getByText('What is shown is the last that was heard').waitFor();
    await one.locator('main .panel').first().waitFor(); // what was last heard stays
    await accessible(one, `${path} without its server`);
  }
}

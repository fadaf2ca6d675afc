/**
 * Takes the pictures of README.md anew: plays the demo's scenario in the chat of a running product, then photographs what
 * people see. Run it against a fresh demo, so that the pictures show that one dialogue:
 *
 *   VORONKA_HOME=/tmp/pictures PORT=8090 npm start
 *   node tools/docs/take-screenshots.ts http://127.0.0.1:8090 <password of the first login>
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { ensureChromium } from '../test/chromium.ts';

const images = join(import.meta.dirname, '..', '..', 'docs', 'images');
const settleMs = 1_200;

async function playScenario(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({ locale: 'ru-RU' });
  await page.goto(`${url}/demo`);
  await page.getByRole('button', { name: /Открыть чат/ }).click();
  await page.getByRole('button', { name: 'Согласен, начать чат' }).click();
  const field = page.getByRole('textbox', { name: 'Ваше сообщение' });
  await field.fill('Сколько стоит?');
  await field.press('Enter');
  await page.getByText('Как вас зовут и номер для связи?').waitFor();
  await field.fill('Анна, 8 (916) 123-45-67');
  await field.press('Enter');
  await page.getByText('Спасибо, Анна!').waitFor();
}

async function logIn(page: Page, url: string, password: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel('Электронная почта').fill('admin@voronka.local');
  await page.locator('input[type=password]').fill(password);
  await page.getByRole('button', { name: 'Войти' }).click();
  await page.getByRole('button', { name: 'Сохранить пароль' }).waitFor();
  const own = randomBytes(12).toString('hex');
  const fields = page.locator('input[type=password]');
  for (const [place, text] of [password, own, own].entries()) await fields.nth(place).fill(text);
  await page.getByRole('button', { name: 'Сохранить пароль' }).click();
  await page.getByRole('link', { name: 'Диалоги' }).waitFor();
}

async function photograph(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(settleMs);
  await page.screenshot({ path: join(images, `${name}.png`) });
}

const [url, password] = process.argv.slice(2);
if (!url || !password)
  throw new Error('Usage: node tools/docs/take-screenshots.ts <url> <password of the first login>');
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});
try {
  await playScenario(browser, url);
  const page = await browser.newPage({
    locale: 'ru-RU',
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
  });
  await logIn(page, url, password);
  await page.getByRole('link', { name: 'Диалоги' }).click();
  await page.getByText('Анна').first().click();
  await page.getByText('Контакт №').waitFor();
  // The note of the changed password has gone by then.
  await page.waitForTimeout(5_000);
  await page.getByRole('button', { name: 'почему?' }).first().click();
  await photograph(page, 'dialogue');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Таймлайн' }).click();
  await photograph(page, 'timeline');
  await page.getByRole('tab', { name: 'Сценарий' }).click();
  await photograph(page, 'flow');
} finally {
  await browser.close();
}

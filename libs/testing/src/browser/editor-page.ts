import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { Login } from '../stack/admin-client.ts';
import { HttpStatusError } from '../stack/http.ts';

/** Languages of the interface. */
export type InterfaceLanguage = 'ru' | 'en';

/** Logs a browser in without the form: the next page that is opened is behind the login. */
export async function logInto(context: BrowserContext, baseUrl: string, login: Login): Promise<void> {
  const response = await context.request.post(new URL('/api/auth/login', baseUrl).href, {
    headers: { origin: new URL(baseUrl).origin },
    data: { email: login.email, password: login.password },
  });
  if (response.status() === 200) return;
  throw new HttpStatusError('log in', {
    status: response.status(),
    headers: new Headers(),
    json: await response.json(),
  });
}

/** The editor in a tab, used as a person of the company uses it. */
export class EditorPage {
  constructor(
    readonly page: Page,
    private readonly baseUrl: string,
  ) {}

  /** Opens an address of the editor. @param path with its query */
  async open(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.baseUrl).href);
  }

  /** Logs in by the form. */
  async logIn({ email, password }: Login): Promise<void> {
    await this.page.locator('input[name="email"]').fill(email);
    await this.page.locator('input[name="password"]').fill(password);
    await this.page.locator('button[type="submit"]').click();
  }

  /** Fills the form that changes the password. */
  async changePassword(current: string, next: string): Promise<void> {
    await this.page.locator('input[name="current"]').fill(current);
    await this.page.locator('input[name="next"]').fill(next);
    await this.page.locator('input[name="repeat"]').fill(next);
    await this.page.locator('button[type="submit"]').click();
  }

  /** A row of the list of dialogues, by what it says. */
  row(text: string): Locator {
    return this.page.locator('.v-row-body', { hasText: text });
  }

  /** Opens a tab of a dialogue, by its place: conversation, timeline, flow. */
  async openTab(tab: 'chat' | 'timeline' | 'flow'): Promise<void> {
    await this.page.getByRole('tab').nth(['chat', 'timeline', 'flow'].indexOf(tab)).click();
  }

  /** Texts of the conversation's bubbles by who speaks, oldest first. */
  async conversation(): Promise<{ from: string; text: string; status: string }[]> {
    return this.page.locator('.v-message').evaluateAll((elements) =>
      elements.map((element) => ({
        from: element.getAttribute('data-from') ?? '',
        text: element.querySelector('.v-bubble')?.textContent ?? '',
        status: element.getAttribute('data-status') ?? '',
      })),
    );
  }

  /** Chooses a language in the account's menu, as a person does. */
  async switchLanguage(language: InterfaceLanguage): Promise<void> {
    await this.page.locator('.v-account').click();
    await this.page.getByText(language === 'ru' ? 'Русский' : 'English', { exact: true }).click();
    await this.page.keyboard.press('Escape');
    await this.page.locator(`html[lang="${language}"]`).waitFor();
  }
}

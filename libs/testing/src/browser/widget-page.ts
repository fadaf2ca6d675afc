import type { BrowserContext, Locator, Page } from 'playwright-core';
import { until } from '../stack/until.ts';

/** A message as the visitor sees it. */
export interface ShownMessage {
  readonly from: string;
  readonly text: string;
  /** How far it got: `sending`, `accepted`, `sent`, `read` … */
  readonly mark: string;
}

/** The demo page with the chat on it, used as a visitor uses it. */
export class WidgetPage {
  private constructor(readonly page: Page) {}

  /**
   * Opens the demo page.
   *
   * @param query address parameters, such as utm_source
   * @param onPage sees the page before it loads anything
   */
  static async open(
    context: BrowserContext,
    baseUrl: string,
    { query = {}, onPage }: { query?: Readonly<Record<string, string>>; onPage?: (page: Page) => void } = {},
  ): Promise<WidgetPage> {
    const page = await context.newPage();
    onPage?.(page);
    const address = new URL('/demo', baseUrl);
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    await page.goto(address.href);
    await page.locator('voronka-widget .launcher, voronka-widget .panel').first().waitFor();
    return new WidgetPage(page);
  }

  /** An element inside the chat. */
  find(selector: string): Locator {
    return this.page.locator(`voronka-widget ${selector}`);
  }

  /** Opens the panel by the button in the corner. */
  async openPanel(): Promise<void> {
    await this.find('.launcher').click();
    await this.find('.panel').waitFor();
  }

  /** Agrees to the processing of personal data; the input appears then. */
  async agree(): Promise<void> {
    await this.find('.consent .primary').click();
    await this.find('textarea').waitFor();
  }

  /** Types without sending. */
  async type(text: string): Promise<void> {
    await this.find('textarea').fill(text);
  }

  /** What is typed and not sent. */
  async draft(): Promise<string> {
    return this.find('textarea').inputValue();
  }

  /** Types and presses the button. */
  async say(text: string): Promise<void> {
    await this.type(text);
    await this.find('.send').click();
  }

  /** The conversation, oldest first. */
  async messages(): Promise<ShownMessage[]> {
    return this.find('.message[data-id]').evaluateAll((elements) =>
      elements.map((element) => ({
        from: ['client', 'assistant', 'manager', 'system'].find((name) => element.classList.contains(name)) ?? '',
        text: element.querySelector('.bubble, .notice')?.textContent ?? '',
        mark: (element as HTMLElement).dataset['mark'] ?? '',
      })),
    );
  }

  /** Waits for a message with this text from somebody. */
  async untilSaid(from: 'client' | 'assistant' | 'manager', text: string | RegExp): Promise<ShownMessage> {
    return until(`"${String(text)}" from the ${from} in the chat`, async () => {
      const said = await this.messages();
      return said.find(
        (message) =>
          message.from === from && (text instanceof RegExp ? text.test(message.text) : message.text === text),
      );
    });
  }
}

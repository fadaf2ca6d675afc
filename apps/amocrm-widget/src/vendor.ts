/**
 * What the widget uses of amoCRM's page.
 *
 * @source https://www.amocrm.ru/developers/content/web_sdk/script_js
 */

/** Options of a request; the rest of jQuery's is not used. */
export interface AjaxOptions {
  url: string;
  method: 'GET' | 'POST';
  dataType: 'json' | 'text';
  /** In ms. */
  timeout: number;
}

/** What jQuery says of a request that failed. */
export interface FailedRequest {
  /** 0: no answer. */
  status: number;
  responseText?: string | undefined;
}

/** jQuery's promise, as far as it is used. */
export interface AjaxPromise {
  done(take: (answer: unknown) => void): AjaxPromise;
  fail(take: (request: FailedRequest) => void): AjaxPromise;
}

/** What amoCRM calls. Each answers true, or its page stops loading widgets. */
export interface WidgetCallbacks {
  render(): boolean;
  init(): boolean;
  bind_actions(): boolean;
  settings(): boolean;
  onSave(): boolean;
  destroy(): void;
}

/** The object that amoCRM makes of a widget: its own methods, and the widget's callbacks. */
export interface WidgetHost {
  callbacks: WidgetCallbacks;
  /** `path`: address of the unpacked archive. */
  params: { path?: string | undefined };
  system(): { area: string };
  get_settings(): Readonly<Record<string, string | undefined>>;
  get_version(): string;
  /** A section of `i18n/{language}.json` in the language of the page. */
  i18n(section: string): Readonly<Record<string, string>> | undefined;
  render_template(options: { caption: { class_name: string }; body: string; render: string }): void;
  /** A request that carries a one-time token of the person in `X-Auth-Token`. */
  $authorizedAjax(options: AjaxOptions): AjaxPromise;
}

/** The page's own data of the open card; `AMOCRM` is the former name of `APP`. */
export interface VendorPage {
  APP?: { data?: { current_card?: { id?: number | string } | undefined } };
  AMOCRM?: VendorPage['APP'];
}

/** Id of the lead whose card is open; null for a card that is not saved yet. */
export function openLead(page: VendorPage): string | null {
  const id = String((page.APP ?? page.AMOCRM)?.data?.current_card?.id ?? '');
  return /^[1-9]\d*$/.test(id) ? id : null;
}

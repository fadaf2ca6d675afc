import type { CrmWidgetCard } from '@voronka/contracts';
import type { AjaxOptions, FailedRequest, WidgetHost } from './vendor.ts';

const timeoutMs = 15_000;

/** Why the product did not do what was asked; `message` is null when it did not answer at all. */
export class CardFailure extends Error {
  constructor(
    /** 0: no answer. */
    readonly status: number,
    readonly said: { ru: string; en: string } | null,
  ) {
    super(`the product answered ${status}`);
  }
}

/** The product's routes for the card. Each request carries a token of its own, good for this request. */
export interface CardApi {
  /** @throws CardFailure */
  read(): Promise<CrmWidgetCard>;
  /** @throws CardFailure */
  act(deed: 'take' | 'return'): Promise<void>;
}

/** @param serverUrl address of the product, as an administrator entered it */
export function cardApi(host: Pick<WidgetHost, '$authorizedAjax'>, serverUrl: string, leadId: string): CardApi {
  const address = `${serverUrl}/api/crm-widget/leads/${leadId}`;
  const ask = (options: Omit<AjaxOptions, 'timeout'>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      host
        .$authorizedAjax({ ...options, timeout: timeoutMs })
        .done(resolve)
        .fail((request) => reject(failureOf(request)));
    });
  return {
    read: async () => (await ask({ url: address, method: 'GET', dataType: 'json' })) as CrmWidgetCard,
    act: async (deed) => {
      await ask({ url: `${address}/${deed}`, method: 'POST', dataType: 'text' });
    },
  };
}

function failureOf({ status, responseText = '' }: FailedRequest): CardFailure {
  try {
    const { message } = JSON.parse(responseText) as { message?: { ru?: unknown; en?: unknown } };
    if (typeof message?.ru === 'string' && typeof message.en === 'string') {
      return new CardFailure(status, { ru: message.ru, en: message.en });
    }
  } catch {
    // Not the product's form: a proxy answered, or nobody did.
  }
  return new CardFailure(status, null);
}

/** The address as a person types it, made usable; null for what is no address of a server. */
export function serverUrlOf(typed: string | undefined): string | null {
  const text = (typed ?? '').trim();
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  return new URL(text).origin;
}

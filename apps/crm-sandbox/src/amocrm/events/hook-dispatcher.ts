import type { Json } from '../../http/json.ts';
import { isJsonObject } from '../../http/json.ts';
import { accountProfile } from '../account.ts';
import type { Account } from '../account.ts';
import type { WebhookRow } from '../model.ts';
import type { Actor, HookItem } from './actor.ts';

const maxDeliveries = 2_000;

/** How the queue between the account and the webhooks behaves. */
export interface HookSettings {
  /** Every call waits so long, ms. */
  readonly delayMs: number;
  /** Every call waits up to so long more, at random: calls overtake one another. */
  readonly shuffleMs: number;
  /** Part of the calls that is made twice, 0…1. */
  readonly duplicate: number;
  /** Part of the calls that is never made, 0…1. */
  readonly loss: number;
  /** Part of the items that name user 0 as the one who changed them, 0…1. */
  readonly anonymous: number;
  /** A receiver that has not answered by then has failed, ms. */
  readonly timeoutMs: number;
  /** Pauses before the further attempts, ms. */
  readonly retryDelaysMs: readonly number[];
  /** Failures within `disableWindowMs` past which a webhook is switched off. */
  readonly disableAfter: number;
  readonly disableWindowMs: number;
}

const minute = 60_000;

/** @source MTZ salvage §8, KOMMO: webhooks-general; the exact ladder differs between copies of the page */
export const vendorHookSettings: HookSettings = {
  delayMs: 30,
  shuffleMs: 0,
  duplicate: 0,
  loss: 0,
  anonymous: 0.2,
  timeoutMs: 2_000,
  retryDelaysMs: [5 * minute, 15 * minute, 15 * minute, 60 * minute],
  disableAfter: 100,
  disableWindowMs: 120 * minute,
};

/** One attempt to call a webhook. */
export interface HookDelivery {
  readonly at: string;
  readonly webhookId: number;
  readonly setting: string;
  readonly entityIds: readonly number[];
  /** 1 for the first. */
  readonly attempt: number;
  /** HTTP status; 0 when there was no answer in time; -1 when the settings lost it. */
  readonly status: number;
}

interface Call {
  readonly webhookId: number;
  readonly setting: string;
  readonly entityIds: readonly number[];
  readonly body: string;
  readonly attempt: number;
}

/**
 * Tells the webhooks about changes, own ones of the caller included. A failed call is repeated along the ladder, then
 * lost. The queue is in memory, so a killed sandbox loses it.
 */
export class HookDispatcher {
  settings: HookSettings = vendorHookSettings;
  readonly #account: Account;
  readonly #baseUrl: () => string;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #stop = new AbortController();
  readonly #failures = new Map<number, number[]>();
  #deliveries: HookDelivery[] = [];

  constructor(account: Account, baseUrl: () => string) {
    this.#account = account;
    this.#baseUrl = baseUrl;
  }

  /** Queues what an actor caused: one call per webhook and kind, with all items of that kind. */
  publish(actor: Actor): void {
    const settings = [...new Set(actor.hooks.map((hook) => hook.setting))];
    for (const webhook of this.#account.webhooks.all()) {
      if (webhook.disabled) continue;
      for (const setting of settings) {
        if (!webhook.settings.includes(setting)) continue;
        this.#queue(
          webhook,
          setting,
          actor.hooks.filter((hook) => hook.setting === setting),
        );
      }
    }
  }

  /** Calls made since the start or the last reset, oldest first. */
  deliveries(): readonly HookDelivery[] {
    return this.#deliveries;
  }

  /** Forgets queued calls, deliveries, failures and settings. */
  reset(): void {
    this.#clearTimers();
    this.#deliveries = [];
    this.#failures.clear();
    this.settings = vendorHookSettings;
  }

  close(): void {
    this.#clearTimers();
    this.#stop.abort();
  }

  #queue(webhook: WebhookRow, setting: string, items: readonly HookItem[]): void {
    const { delayMs, shuffleMs, duplicate, loss } = this.settings;
    const call: Call = {
      webhookId: webhook.id,
      setting,
      entityIds: items.map((item) => item.entityId),
      body: this.#body(items),
      attempt: 1,
    };
    if (Math.random() < loss) {
      this.#record(call, -1);
      return;
    }
    const copies = Math.random() < duplicate ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) this.#later(call, delayMs + Math.random() * shuffleMs);
  }

  #later(call: Call, delayMs: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#call(call);
    }, delayMs);
    this.#timers.add(timer);
  }

  async #call(call: Call): Promise<void> {
    const webhook = this.#account.webhooks.get(call.webhookId);
    if (!webhook || webhook.disabled) return;
    const status = await this.#post(webhook.destination, call.body);
    if (this.#stop.signal.aborted) return;
    this.#record(call, status);
    if (status >= 100 && status < 300) return;
    this.#countFailure(call.webhookId);
    const pause = this.settings.retryDelaysMs[call.attempt - 1];
    if (pause !== undefined) this.#later({ ...call, attempt: call.attempt + 1 }, pause);
  }

  /** @returns the status; 0 when there was no answer in time */
  async #post(destination: string, body: string): Promise<number> {
    try {
      const response = await fetch(destination, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'user-agent': 'amoCRM-Webhooks/3.0',
        },
        signal: AbortSignal.any([AbortSignal.timeout(this.settings.timeoutMs), this.#stop.signal]),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return 0;
    }
  }

  #countFailure(webhookId: number): void {
    const { disableAfter, disableWindowMs } = this.settings;
    const now = Date.now();
    const recent = (this.#failures.get(webhookId) ?? []).filter((atMs) => atMs > now - disableWindowMs);
    this.#failures.set(webhookId, [...recent, now]);
    const webhook = this.#account.webhooks.get(webhookId);
    if (recent.length + 1 <= disableAfter || !webhook) return;
    this.#account.store.transaction(() => this.#account.webhooks.put({ ...webhook, disabled: true }));
  }

  /** The old form body: `leads[status][0][id]=…`, one index per item. */
  #body(items: readonly HookItem[]): string {
    const form = new URLSearchParams();
    items.forEach(({ keys: [entity, action], item }, index) => {
      const isAnonymous = 'modified_user_id' in item && Math.random() < this.settings.anonymous;
      append(form, `${entity}[${action}][${index}]`, isAnonymous ? { ...item, modified_user_id: 0 } : item);
    });
    append(form, 'account', {
      subdomain: accountProfile.subdomain,
      id: accountProfile.id,
      _links: { self: this.#baseUrl() },
    });
    return form.toString();
  }

  #record(call: Call, status: number): void {
    const { webhookId, setting, entityIds, attempt } = call;
    this.#deliveries.push({ at: new Date().toISOString(), webhookId, setting, entityIds, attempt, status });
    if (this.#deliveries.length > maxDeliveries) this.#deliveries.splice(0, this.#deliveries.length - maxDeliveries);
  }

  #clearTimers(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}

/** Nested values the way PHP reads them back; `null` is left out, `false` is an empty text. */
function append(form: URLSearchParams, name: string, value: Json): void {
  if (value === null) return;
  if (isJsonObject(value) || Array.isArray(value))
    for (const [key, member] of Object.entries(value)) append(form, `${name}[${key}]`, member);
  else form.append(name, typeof value === 'boolean' ? (value ? '1' : '') : String(value));
}

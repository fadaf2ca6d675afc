import { fieldsOf } from '../../amocrm/account.ts';
import type { Account } from '../../amocrm/account.ts';
import type { Card, EntityName, Lead } from '../../amocrm/model.ts';
import { html } from '../html.ts';
import type { Html, HtmlValue } from '../html.ts';
import { portalTime } from '../../bitrix24/portal-time.ts';
import { shortTime } from '../texts.ts';
import type { PageVoice } from '../texts.ts';

/** A moment of the account, given in unix seconds. */
export function momentText(seconds: number, voice: PageVoice): string {
  return shortTime(portalTime(seconds * 1000), voice.language);
}

/** 0 is the account's robot; somebody who was removed keeps the name. */
export function userText(account: Account, id: number, voice: PageVoice): string {
  if (id === 0) return voice.say('robot');
  const user = account.users.get(id);
  if (!user) return '—';
  return user.isDeleted ? `${user.name} (${voice.say('dismissed')})` : user.name;
}

export function tagNames(account: Account, card: Card): string[] {
  return card.tagIds.flatMap((id) => account.tags.get(id)?.name ?? []);
}

/** What a card holds, as terms and values; what is empty is left out. */
export function amoFacts(account: Account, entity: EntityName, card: Card, voice: PageVoice): Html {
  const facts: [string, HtmlValue][] = [
    ...(entity === 'leads' ? leadFacts(account, card as Lead, voice) : []),
    ...fieldsOf(account, entity).map((field): [string, HtmlValue] => {
      const values = card.fields.find((row) => row.fieldId === field.id)?.values ?? [];
      return [
        field.name,
        values.map(
          ({ value }) => html`<span class="value">${typeof value === 'string' ? value : JSON.stringify(value)}</span>`,
        ),
      ];
    }),
    [voice.say('tags'), tagNames(account, card).map((tag) => html`<span>${tag}</span>`)],
    [voice.say('responsible'), userText(account, card.responsibleUserId, voice)],
    [voice.say('created'), `${momentText(card.createdAt, voice)} · ${userText(account, card.createdBy, voice)}`],
    [voice.say('changed'), `${momentText(card.updatedAt, voice)} · ${userText(account, card.updatedBy, voice)}`],
  ];
  const filled = facts.filter(([, value]) => value && !(Array.isArray(value) && value.length === 0));
  return html`<dl>
    ${filled.map(
      ([term, value]) =>
        html`<dt>${term}</dt>
          <dd ${term === voice.say('tags') ? html`class="tags"` : ''}>${value}</dd>`,
    )}
  </dl>`;
}

function leadFacts(account: Account, lead: Lead, voice: PageVoice): [string, HtmlValue][] {
  const contacts = lead.contacts.flatMap((link) => account.contacts.get(link.id) ?? []);
  const reason = lead.lossReasonId === null ? undefined : account.lossReasons.get(lead.lossReasonId);
  return [
    [
      voice.say('contact'),
      contacts.map(
        (contact) =>
          html`<span class="value"
            ><a href="${voice.link(`/amocrm/contacts/${contact.id}`)}">${contact.name || voice.say('noName')}</a></span
          >`,
      ),
    ],
    [voice.say('amount'), lead.price > 0 ? `${lead.price} ₽` : ''],
    [voice.say('lossReason'), reason?.name],
    [voice.say('closed'), lead.closedAt === null ? '' : momentText(lead.closedAt, voice)],
  ];
}

import type { EntityKind } from '../bitrix24/fields/entity-kinds.ts';
import type { Entity } from '../bitrix24/model.ts';
import type { Portal } from '../bitrix24/portal.ts';
import { filledUserFields, personName, responsibleOf, userName } from './card-facts.ts';
import { html } from './html.ts';
import type { Html, HtmlValue } from './html.ts';
import { shortTime } from './texts.ts';
import type { PageVoice } from './texts.ts';

/** Everything worth knowing about a card, as terms and values; what is empty is left out. */
export function factList(portal: Portal, kind: EntityKind, entity: Entity, voice: PageVoice): Html {
  const source = portal.statuses.find(
    (row) => row.entityId === 'SOURCE' && row.statusId === (entity.fields['SOURCE_ID'] ?? ''),
  );
  const { OPPORTUNITY: amount, CURRENCY_ID: currency, ORIGINATOR_ID: originator, ORIGIN_ID: origin } = entity.fields;
  const multifields = (typeId: string): HtmlValue =>
    entity.multifields
      .filter((row) => row.typeId === typeId)
      .map((row) => html`<span class="value">${row.value}</span>`);
  const utm = Object.entries(entity.fields).filter(([name, value]) => name.startsWith('UTM_') && value);
  const facts: [string, HtmlValue][] = [
    ...(kind.linksContacts ? [[voice.say('contact'), contactLinks(portal, entity, voice)] as [string, HtmlValue]] : []),
    [voice.say('phone'), multifields('PHONE')],
    [voice.say('email'), multifields('EMAIL')],
    ...filledUserFields(portal, kind, entity).map(({ label, values }): [string, HtmlValue] => [
      label,
      html`<span class="tags">${values.map((value) => html`<span>${value}</span>`)}</span>`,
    ]),
    [voice.say('responsible'), userName(responsibleOf(portal, entity))],
    [voice.say('source'), [source?.name, entity.fields['SOURCE_DESCRIPTION']].filter(Boolean).join(', ')],
    [voice.say('amount'), amount && Number(amount) > 0 ? `${amount} ${currency ?? ''}` : ''],
    [voice.say('note'), entity.fields['COMMENTS']],
    ...utm.map(([name, value]): [string, HtmlValue] => [name.toLowerCase(), value]),
    [voice.say('externalKey'), [originator, origin].filter(Boolean).join(' / ')],
    [voice.say('created'), shortTime(entity.fields['DATE_CREATE'] ?? '', voice.language)],
    [voice.say('changed'), shortTime(entity.fields['DATE_MODIFY'] ?? '', voice.language)],
  ];
  const filled = facts.filter(([, value]) => value && !(Array.isArray(value) && value.length === 0));
  return html`<dl>
    ${filled.map(
      ([term, value]) =>
        html`<dt>${term}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

function contactLinks(portal: Portal, entity: Entity, voice: PageVoice): HtmlValue {
  const contacts = entity.contacts.flatMap((link) => portal.entities.contact.get(link.contactId) ?? []);
  if (contacts.length === 0) return voice.say('noContact');
  return contacts.map((contact) => {
    const phones = contact.multifields.filter((row) => row.typeId === 'PHONE' || row.typeId === 'EMAIL');
    return html`<span class="value"
      ><a href="${voice.link(`/contacts/${contact.id}`)}">${personName(contact, voice)}</a>
      ${phones.map((row) => html` <span class="quiet">${row.value}</span>`)}</span
    >`;
  });
}

import { contactKind } from '../bitrix24/fields/entity-kinds.ts';
import type { Entity } from '../bitrix24/model.ts';
import type { Portal } from '../bitrix24/portal.ts';
import { personName, responsibleOf, userName } from './card-facts.ts';
import { factList } from './fact-list.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { shortTime } from './texts.ts';
import type { PageVoice } from './texts.ts';
import { timelineOf } from './timeline.ts';

/** Rows the list shows, the newest first. */
const maxRows = 200;

const valuesOf = (entity: Entity, typeId: string): string =>
  entity.multifields
    .filter((row) => row.typeId === typeId)
    .map((row) => row.value)
    .join(', ');

export function contactsPage(portal: Portal, voice: PageVoice): Html {
  const contacts = portal.entities.contact.all().reverse();
  if (contacts.length === 0)
    return html`<h1>${voice.say('contacts')}</h1>
      <p class="quiet">${voice.say('noContacts')}</p>`;
  const rows = contacts.slice(0, maxRows).map(
    (contact) =>
      html`<tr>
        <td><a href="${voice.link(`/contacts/${contact.id}`)}">${personName(contact, voice)}</a></td>
        <td>${valuesOf(contact, 'PHONE')}</td>
        <td>${valuesOf(contact, 'EMAIL')}</td>
        <td>${userName(responsibleOf(portal, contact))}</td>
        <td>${shortTime(contact.fields['DATE_CREATE'] ?? '', voice.language)}</td>
      </tr>`,
  );
  return html`<h1>${voice.say('contacts')} <span class="count">${contacts.length}</span></h1>
    <div class="panel scroll">
      <table>
        <thead>
          <tr>
            <th>${voice.say('name')}</th>
            <th>${voice.say('phone')}</th>
            <th>${voice.say('email')}</th>
            <th>${voice.say('responsible')}</th>
            <th>${voice.say('created')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}

export function contactPage(portal: Portal, contact: Entity, voice: PageVoice): Html {
  const linked = (['lead', 'deal'] as const).flatMap((name) =>
    portal.entities[name]
      .all()
      .filter((entity) => entity.contacts.some((link) => link.contactId === contact.id))
      .map((entity) => html`<li><a href="${voice.link(`/${name}s/${entity.id}`)}">${entity.fields['TITLE']}</a></li>`),
  );
  return html`<p class="crumb"><a href="${voice.link('/contacts')}">${voice.say('contacts')}</a></p>
    <h1>${personName(contact, voice)}</h1>
    <div class="columns">
      <div>
        <section class="panel">${factList(portal, contactKind, contact, voice)}</section>
        ${
          linked.length > 0 &&
          html`<section class="panel">
            <h2>${voice.say('linkedCards')}</h2>
            <ul class="plain">
              ${linked}
            </ul>
          </section>`
        }
      </div>
      ${timelineOf(portal, contactKind, contact, voice)}
    </div>`;
}

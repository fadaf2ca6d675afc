import { valuesByCode } from '../../amocrm/account.ts';
import type { Account } from '../../amocrm/account.ts';
import type { Contact, Lead } from '../../amocrm/model.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { PageVoice } from '../texts.ts';
import { amoFacts, momentText, userText } from './amo-facts.ts';
import { amoTimeline } from './amo-timeline.ts';

/** Rows the list shows, the newest first. */
const maxRows = 200;

/** One lead: a form, its facts, tasks and notes. */
export function amoLeadPage(account: Account, lead: Lead, saved: boolean, voice: PageVoice): Html {
  const pipelines = account.pipelines.all();
  const statuses = html`${pipelines.map(
    (pipeline) =>
      html`<optgroup label="${pipeline.name}">
        ${pipeline.statuses.map((status) => {
          const isHere = pipeline.id === lead.pipelineId && status.id === lead.statusId;
          return (
            (status.type === 0 || isHere) &&
            html`<option value="${pipeline.id}:${status.id}" ${isHere ? selected : ''}>${status.name}</option>`
          );
        })}
      </optgroup>`,
  )}`;
  return html`<p class="crumb">
      <a href="${voice.link(`/amocrm/leads?pipeline=${lead.pipelineId}`)}">${voice.say('amoLeads')}</a> ·
      ${voice.say('numberSign')}${lead.id}
    </p>
    <h1>${lead.name}</h1>
    <div class="columns">
      <div>
        <section class="panel">
          <form method="post" action="${voice.link(`/amocrm/leads/${lead.id}`)}">
            <label class="wide">${voice.say('title')} <input name="name" value="${lead.name}" required /></label>
            <label
              >${voice.say('status')}
              <select name="place">
                ${statuses}
              </select></label
            >
            ${responsibleSelect(account, lead.responsibleUserId, voice)} ${actorSelect(account, voice)}
            ${saveButton(saved, voice)}
          </form>
        </section>
        <section class="panel">${amoFacts(account, 'leads', lead, voice)}</section>
        <form method="post" action="${voice.link(`/amocrm/leads/${lead.id}/delete`)}">
          <p class="actions"><button class="plain">${voice.say('toBin')}</button></p>
        </form>
      </div>
      ${amoTimeline(account, 'leads', lead.id, voice)}
    </div>`;
}

export function amoContactPage(account: Account, contact: Contact, saved: boolean, voice: PageVoice): Html {
  const values = (code: string): string => valuesByCode(account, 'contacts', contact, code).join(', ');
  const leads = account.leads
    .all()
    .filter((lead) => !lead.isDeleted && lead.contacts.some((link) => link.id === contact.id));
  return html`<p class="crumb"><a href="${voice.link('/amocrm/contacts')}">${voice.say('contacts')}</a></p>
    <h1>${contact.name || voice.say('noName')}</h1>
    <div class="columns">
      <div>
        <section class="panel">
          <form method="post" action="${voice.link(`/amocrm/contacts/${contact.id}`)}">
            <label class="wide">${voice.say('name')} <input name="name" value="${contact.name}" /></label>
            <label
              >${voice.say('phone')} <input name="phone" value="${values('PHONE')}" title="${voice.say('listHint')}"
            /></label>
            <label
              >${voice.say('email')} <input name="email" value="${values('EMAIL')}" title="${voice.say('listHint')}"
            /></label>
            ${responsibleSelect(account, contact.responsibleUserId, voice)} ${actorSelect(account, voice)}
            ${saveButton(saved, voice)}
          </form>
        </section>
        <section class="panel">${amoFacts(account, 'contacts', contact, voice)}</section>
        ${
          leads.length > 0 &&
          html`<section class="panel">
            <h2>${voice.say('linkedLeads')}</h2>
            <ul class="plain">
              ${leads.map(
                (lead) => html`<li><a href="${voice.link(`/amocrm/leads/${lead.id}`)}">${lead.name}</a></li>`,
              )}
            </ul>
          </section>`
        }
      </div>
      ${amoTimeline(account, 'contacts', contact.id, voice)}
    </div>`;
}

export function amoContactsPage(account: Account, voice: PageVoice): Html {
  const contacts = account.contacts
    .all()
    .filter((contact) => !contact.isDeleted && !contact.isUnsorted)
    .reverse();
  if (contacts.length === 0)
    return html`<h1>${voice.say('contacts')}</h1>
      <p class="quiet">${voice.say('noContacts')}</p>`;
  const heads = (['name', 'phone', 'email', 'responsible', 'created'] as const).map(
    (key) => html`<th>${voice.say(key)}</th>`,
  );
  const rows = contacts.slice(0, maxRows).map(
    (contact) =>
      html`<tr>
        <td><a href="${voice.link(`/amocrm/contacts/${contact.id}`)}">${contact.name || voice.say('noName')}</a></td>
        <td>${valuesByCode(account, 'contacts', contact, 'PHONE').join(', ')}</td>
        <td>${valuesByCode(account, 'contacts', contact, 'EMAIL').join(', ')}</td>
        <td>${userText(account, contact.responsibleUserId, voice)}</td>
        <td>${momentText(contact.createdAt, voice)}</td>
      </tr>`,
  );
  return html`<h1>${voice.say('contacts')} <span class="count">${contacts.length}</span></h1>
    <div class="panel scroll">
      <table>
        <thead>
          <tr>
            ${heads}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}

const selected = html`selected`;

function responsibleSelect(account: Account, chosen: number, voice: PageVoice): Html {
  const people = account.users.all().filter((user) => !user.isDeleted || user.id === chosen);
  return html`<label
    >${voice.say('responsible')}
    <select name="responsibleId">
      ${people.map(
        (user) =>
          html`<option value="${user.id}" ${user.id === chosen ? selected : ''}>
            ${userText(account, user.id, voice)}
          </option>`,
      )}
    </select></label
  >`;
}

function actorSelect(account: Account, voice: PageVoice): Html {
  const people = account.users.all().filter((user) => !user.isDeleted);
  const first = people.find((user) => !user.isAdmin);
  return html`<label
    >${voice.say('actAs')}
    <select name="actorId">
      ${people.map((user) => html`<option value="${user.id}" ${user === first ? selected : ''}>${user.name}</option>`)}
    </select></label
  >`;
}

function saveButton(saved: boolean, voice: PageVoice): Html {
  return html`<p class="actions">
    <button>${voice.say('save')}</button>${saved && html`<span role="status">${voice.say('saved')}</span>`}
  </p>`;
}

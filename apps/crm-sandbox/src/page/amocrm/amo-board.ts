import type { Account } from '../../amocrm/account.ts';
import type { Lead, Pipeline, PipelineStatus } from '../../amocrm/model.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { stageMark } from '../layout.ts';
import type { PageVoice } from '../texts.ts';
import { momentText, tagNames, userText } from './amo-facts.ts';

/** Cards a column shows; the rest is counted. */
const cardsPerColumn = 50;

/** The leads of a pipeline in columns by status, the newest on top. Cards can be dragged. */
export function amoBoard(account: Account, pipeline: Pipeline, voice: PageVoice): Html {
  const leads = account.leads
    .all()
    .filter((lead) => lead.pipelineId === pipeline.id && !lead.isDeleted)
    .reverse();
  const columns = [...pipeline.statuses]
    .sort((a, b) => a.sort - b.sort)
    .map((status) =>
      column(
        account,
        status,
        leads.filter((lead) => lead.statusId === status.id),
        voice,
      ),
    );
  return html`<h1>${voice.say('amoLeads')}</h1>
    ${pipelineTabs(account, pipeline, voice)} ${duplicateSwitch(pipeline, voice)}
    <div class="board">${columns}</div>`;
}

function pipelineTabs(account: Account, shown: Pipeline, voice: PageVoice): Html {
  const links = account.pipelines
    .all()
    .map(
      (row) =>
        html`<a
          href="${voice.link(`/amocrm/leads?pipeline=${row.id}`)}"
          ${row.id === shown.id ? html`aria-current="page"` : ''}
          >${row.name}</a
        >`,
    );
  return html`<nav class="funnels" aria-label="${voice.say('pipeline')}">${links}</nav>`;
}

/** The switch a person finds in the pipeline's settings. */
function duplicateSwitch(pipeline: Pipeline, voice: PageVoice): Html {
  const isOn = pipeline.duplicateControl;
  return html`<form class="switch" method="post" action="${voice.link(`/amocrm/pipelines/${pipeline.id}`)}">
    <input type="hidden" name="duplicateControl" value="${isOn ? 'off' : 'on'}" />
    <span class="quiet">${voice.say('duplicateControl')}: ${voice.say(isOn ? 'on' : 'off')}</span>
    <button class="plain">${voice.say(isOn ? 'switchOff' : 'switchOn')}</button>
  </form>`;
}

function column(account: Account, status: PipelineStatus, leads: readonly Lead[], voice: PageVoice): Html {
  const hidden = leads.length - cardsPerColumn;
  return html`<section class="column" ${status.type === 0 ? html`data-status="${status.id}"` : ''}>
    <h2>${stageMark(status.color)}<span>${status.name}</span><span class="count">${leads.length}</span></h2>
    ${leads.length === 0 && html`<p class="quiet">${voice.say('empty')}</p>`}
    <ul>
      ${leads.slice(0, cardsPerColumn).map((lead) => card(account, lead, voice))}
    </ul>
    ${hidden > 0 && html`<p class="quiet">${voice.say('moreCards')} ${hidden}</p>`}
  </section>`;
}

function card(account: Account, lead: Lead, voice: PageVoice): Html {
  const main = lead.contacts.find((link) => link.isMain) ?? lead.contacts[0];
  const contact = main && account.contacts.get(main.id);
  const tags = tagNames(account, lead);
  return html`<li class="card" draggable="true" data-move="/amocrm/leads/${lead.id}/move">
    <a href="${voice.link(`/amocrm/leads/${lead.id}`)}" draggable="false">${lead.name}</a>
    ${contact && html`<p>${contact.name || voice.say('noName')}</p>`}
    ${tags.length > 0 && html`<p class="tags">${tags.map((tag) => html`<span>${tag}</span>`)}</p>`}
    <p class="quiet">
      ${userText(account, lead.responsibleUserId, voice)}<time>${momentText(lead.createdAt, voice)}</time>
    </p>
  </li>`;
}

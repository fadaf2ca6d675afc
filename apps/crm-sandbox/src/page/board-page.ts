import type { EntityKind } from '../bitrix24/fields/entity-kinds.ts';
import type { Entity, StatusRow } from '../bitrix24/model.ts';
import { stageDirectory, statusesOf } from '../bitrix24/portal.ts';
import type { Portal } from '../bitrix24/portal.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { filledUserFields, personName, primaryContact, responsibleOf, userName } from './card-facts.ts';
import { stageMark } from './layout.ts';
import { shortTime } from './texts.ts';
import type { PageVoice } from './texts.ts';

/** Cards a column shows; the rest is counted. */
const cardsPerColumn = 50;

/** Leads or deals in columns by stage, the newest on top. */
export function boardPage(portal: Portal, kind: EntityKind, categoryId: number, voice: PageVoice): Html {
  const stages = statusesOf(portal, stageDirectory(kind, categoryId));
  const cards = portal.entities[kind.name]
    .all()
    .filter((entity) => kind.name === 'lead' || Number(entity.fields['CATEGORY_ID']) === categoryId)
    .reverse();
  const stageField = kind.stage?.field ?? '';
  const columns = stages.map((stage) =>
    column(
      portal,
      kind,
      stage,
      cards.filter((entity) => entity.fields[stageField] === stage.statusId),
      voice,
    ),
  );
  return html`<h1>${voice.say(kind.name === 'lead' ? 'leads' : 'deals')}</h1>
    ${kind.name === 'deal' && funnels(portal, categoryId, voice)}
    <div class="board">${columns}</div>`;
}

function funnels(portal: Portal, categoryId: number, voice: PageVoice): Html {
  const links = portal.categories
    .all()
    .map(
      (row) =>
        html`<a
          href="${voice.link(`/deals?funnel=${row.number}`)}"
          ${row.number === categoryId ? html`aria-current="page"` : ''}
          >${row.name}</a
        >`,
    );
  return html`<nav class="funnels" aria-label="${voice.say('funnel')}">${links}</nav>`;
}

function column(portal: Portal, kind: EntityKind, stage: StatusRow, cards: readonly Entity[], voice: PageVoice): Html {
  const hidden = cards.length - cardsPerColumn;
  return html`<section class="column">
    <h2>${stageMark(stage.color)}<span>${stage.name}</span><span class="count">${cards.length}</span></h2>
    ${cards.length === 0 && html`<p class="quiet">${voice.say('empty')}</p>`}
    <ul>
      ${cards.slice(0, cardsPerColumn).map((entity) => card(portal, kind, entity, voice))}
    </ul>
    ${hidden > 0 && html`<p class="quiet">${voice.say('moreCards')} ${hidden}</p>`}
  </section>`;
}

function card(portal: Portal, kind: EntityKind, entity: Entity, voice: PageVoice): Html {
  const contact = primaryContact(portal, entity);
  const tags = filledUserFields(portal, kind, entity).flatMap(({ values }) => values);
  const section = kind.name === 'lead' ? 'leads' : 'deals';
  return html`<li class="card">
    <a href="${voice.link(`/${section}/${entity.id}`)}">${entity.fields['TITLE']}</a>
    ${contact && html`<p>${personName(contact, voice)}</p>`}
    ${tags.length > 0 && html`<p class="tags">${tags.map((tag) => html`<span>${tag}</span>`)}</p>`}
    <p class="quiet">
      ${userName(responsibleOf(portal, entity))}<time
        >${shortTime(entity.fields['DATE_CREATE'] ?? '', voice.language)}</time
      >
    </p>
  </li>`;
}

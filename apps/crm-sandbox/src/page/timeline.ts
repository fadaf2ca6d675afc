import type { EntityKind } from '../bitrix24/fields/entity-kinds.ts';
import type { Entity, StageMoveRow } from '../bitrix24/model.ts';
import { stageDirectory } from '../bitrix24/portal.ts';
import type { Portal } from '../bitrix24/portal.ts';
import { portalTime } from '../bitrix24/portal-time.ts';
import { userName } from './card-facts.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { stageMark } from './layout.ts';
import { shortTime } from './texts.ts';
import type { PageVoice } from './texts.ts';

/** To-dos, then comments and stage moves of a card, the newest first. */
export function timelineOf(portal: Portal, kind: EntityKind, entity: Entity, voice: PageVoice): Html {
  const time = (ms: number): string => shortTime(portalTime(ms), voice.language);
  const comments = portal.comments
    .all()
    .filter((row) => row.entityTypeId === kind.entityTypeId && row.ownerId === entity.id)
    .map((row) => ({
      ms: row.createdMs,
      entry: html`<li>
        <p class="quiet">${userName(portal.users.get(row.authorId))}<time>${time(row.createdMs)}</time></p>
        <p class="text">${row.text}</p>
      </li>`,
    }));
  const moves = portal.stageMoves
    .all()
    .filter((row) => row.entityTypeId === kind.entityTypeId && row.ownerId === entity.id)
    .map((row) => ({
      ms: row.createdMs,
      entry: html`<li class="move">
        <p class="quiet">${userName(portal.users.get(row.movedBy))}<time>${time(row.createdMs)}</time></p>
        <p>${moveText(portal, kind, row, voice)}</p>
      </li>`,
    }));
  const entries = [...moves, ...comments].sort((a, b) => a.ms - b.ms).reverse();
  const todos = portal.todos.all().filter((row) => row.ownerTypeId === kind.entityTypeId && row.ownerId === entity.id);
  return html`<div>
    ${
      todos.length > 0 &&
      html`<section class="panel">
        <h2>${voice.say('todos')}</h2>
        <ul class="timeline">
          ${todos.map(
            (row) =>
              html`<li>
                <p class="quiet">
                  ${userName(portal.users.get(row.responsibleId))}<time
                    >${voice.say('dueBy')} ${time(row.deadlineMs)}</time
                  >
                </p>
                <p>${row.title}</p>
                <p class="text">${row.description}</p>
              </li>`,
          )}
        </ul>
      </section>`
    }
    <section class="panel">
      <h2>${voice.say('timeline')}</h2>
      ${entries.length === 0 && html`<p class="quiet">${voice.say('noTimeline')}</p>`}
      <ul class="timeline">
        ${entries.map(({ entry }) => entry)}
      </ul>
    </section>
  </div>`;
}

function moveText(portal: Portal, kind: EntityKind, row: StageMoveRow, voice: PageVoice): Html {
  const directory = stageDirectory(kind, row.categoryId ?? 0);
  const stage = portal.statuses.find((status) => status.entityId === directory && status.statusId === row.stageId);
  const label = voice.say(row.typeId === 1 ? 'createdAt' : 'movedTo');
  return html`${label}: ${stageMark(stage?.color ?? '')} <strong>${stage?.name ?? row.stageId}</strong>`;
}

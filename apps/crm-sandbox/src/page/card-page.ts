import type { EntityKind } from '../bitrix24/fields/entity-kinds.ts';
import type { Entity } from '../bitrix24/model.ts';
import { stageDirectory, statusesOf } from '../bitrix24/portal.ts';
import type { Portal } from '../bitrix24/portal.ts';
import { userName } from './card-facts.ts';
import { factList } from './fact-list.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import type { PageVoice } from './texts.ts';
import { timelineOf } from './timeline.ts';

/** One lead or deal: its facts, a form for stage and responsible, and its timeline. */
export function cardPage(portal: Portal, kind: EntityKind, entity: Entity, saved: boolean, voice: PageVoice): Html {
  const section = kind.name === 'lead' ? 'leads' : 'deals';
  return html`<p class="crumb">
      <a href="${voice.link(`/${section}`)}">${voice.say(section)}</a> · ${voice.say('numberSign')}${entity.id}
    </p>
    <h1>${entity.fields['TITLE']}</h1>
    <div class="columns">
      <div>
        <section class="panel">${moveForm(portal, kind, entity, saved, voice)}</section>
        <section class="panel">${factList(portal, kind, entity, voice)}</section>
      </div>
      ${timelineOf(portal, kind, entity, voice)}
    </div>`;
}

/** People change a card here as in the portal's own interface, so it fires the same events. */
function moveForm(portal: Portal, kind: EntityKind, entity: Entity, saved: boolean, voice: PageVoice): Html {
  const stages = statusesOf(portal, stageDirectory(kind, Number(entity.fields['CATEGORY_ID'] ?? 0)));
  const stageField = kind.stage?.field ?? '';
  const users = portal.users.all();
  const active = users.filter((user) => user.active);
  const option = (value: string | number, label: string, chosen: boolean): Html =>
    html`<option value="${value}" ${chosen ? html`selected` : ''}>${label}</option>`;
  const actor = active.find((user) => !user.admin)?.id;
  return html`<form method="post" action="${voice.link(`/${kind.name}s/${entity.id}`)}">
    <label
      >${voice.say('stage')}
      <select name="stageId">
        ${stages.map((row) => option(row.statusId, row.name, row.statusId === entity.fields[stageField]))}
      </select></label
    >
    <label
      >${voice.say('responsible')}
      <select name="responsibleId">
        ${users.map((user) => {
          const label = user.active ? userName(user) : `${userName(user)} (${voice.say('dismissed')})`;
          return option(user.id, label, String(user.id) === entity.fields['ASSIGNED_BY_ID']);
        })}
      </select></label
    >
    <label
      >${voice.say('actAs')}
      <select name="actorId">
        ${active.map((user) => option(user.id, userName(user), user.id === actor))}
      </select></label
    >
    <p class="actions">
      <button>${voice.say('save')}</button>${saved && html`<span role="status">${voice.say('saved')}</span>`}
    </p>
  </form>`;
}

import type { Account } from '../../amocrm/account.ts';
import type { EntityName, EventRow } from '../../amocrm/model.ts';
import { isJsonObject, scalarText } from '../../http/json.ts';
import type { Json } from '../../http/json.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { stageMark } from '../layout.ts';
import type { PageVoice } from '../texts.ts';
import { momentText, userText } from './amo-facts.ts';

/** Tasks, then notes and moves of a card, the newest first. */
export function amoTimeline(account: Account, entity: EntityName, id: number, voice: PageVoice): Html {
  const notes = account.notes
    .all()
    .filter((note) => note.entity === entity && note.entityId === id)
    .map((note) => {
      const text = note.params['text'];
      const shown = typeof text === 'string' ? text : JSON.stringify(note.params);
      return {
        at: note.createdAt,
        order: note.id,
        entry: entry(account, note.createdBy, note.createdAt, shown, voice),
      };
    });
  const moves = account.events
    .all()
    .filter((event) => event.entity === entity && event.entityId === id)
    .flatMap((event) => {
      const text = moveText(account, event, voice);
      if (!text) return [];
      return [{ at: event.createdAt, order: 0, entry: entry(account, event.createdBy, event.createdAt, text, voice) }];
    });
  const entries = [...moves, ...notes].sort((a, b) => b.at - a.at || b.order - a.order);
  return html`<div>
    ${tasks(account, entity, id, voice)}
    <section class="panel">
      <h2>${voice.say('timeline')}</h2>
      ${entries.length === 0 && html`<p class="quiet">${voice.say('noTimeline')}</p>`}
      <ul class="timeline">
        ${entries.map((row) => row.entry)}
      </ul>
    </section>
  </div>`;
}

function tasks(account: Account, entity: EntityName, id: number, voice: PageVoice): Html | false {
  const rows = account.tasks.all().filter((task) => task.entity === entity && task.entityId === id);
  if (rows.length === 0) return false;
  return html`<section class="panel">
    <h2>${voice.say('tasks')}</h2>
    <ul class="timeline">
      ${rows.map(
        (task) =>
          html`<li>
            <p class="quiet">
              ${userText(account, task.responsibleUserId, voice)}<time
                >${task.isCompleted ? voice.say('taskDone') : `${voice.say('dueBy')} ${momentText(task.completeTill, voice)}`}</time
              >
            </p>
            <p class="text">${task.text}</p>
            ${task.resultText !== null && html`<p class="text quiet">${task.resultText}</p>`}
          </li>`,
      )}
    </ul>
  </section>`;
}

function entry(account: Account, userId: number, at: number, text: string | Html, voice: PageVoice): Html {
  return html`<li>
    <p class="quiet">${userText(account, userId, voice)}<time>${momentText(at, voice)}</time></p>
    <p class="text">${text}</p>
  </li>`;
}

/** What an event says on the card; `null` for those that show elsewhere. */
function moveText(account: Account, event: EventRow, voice: PageVoice): Html | null {
  const [after] = event.valueAfter;
  if (event.type === 'lead_status_changed') {
    const place = member(after, 'lead_status');
    const pipeline = account.pipelines.get(Number(place['pipeline_id']));
    const status = pipeline?.statuses.find((row) => row.id === place['id']);
    return html`${voice.say('status')}: ${stageMark(status?.color ?? '')}
      <strong>${status?.name ?? scalarText(place['id'])}</strong>`;
  }
  if (event.type === 'entity_responsible_changed') {
    const name = userText(account, Number(member(after, 'responsible_user')['id']), voice);
    return html`${voice.say('responsible')}: <strong>${name}</strong>`;
  }
  return null;
}

function member(value: Json | undefined, name: string): Record<string, Json> {
  const inner = isJsonObject(value) ? value[name] : undefined;
  return isJsonObject(inner) ? inner : {};
}

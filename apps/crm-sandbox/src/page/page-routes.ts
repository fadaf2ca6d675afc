import { contactKind, dealKind, leadKind } from '../bitrix24/fields/entity-kinds.ts';
import type { EntityKind } from '../bitrix24/fields/entity-kinds.ts';
import type { EventDispatcher } from '../bitrix24/events/event-dispatcher.ts';
import type { Portal } from '../bitrix24/portal.ts';
import { delivered, textReply } from '../http/http-types.ts';
import type { Delivery, HttpReply, HttpRequest } from '../http/http-types.ts';
import { scalarText } from '../http/json.ts';
import { dragScript } from './assets/drag-script.ts';
import { pageIcon } from './assets/page-icon.ts';
import { pageScript } from './assets/page-script.ts';
import { pageStyle } from './assets/page-style.ts';
import { boardPage } from './board-page.ts';
import { cardPage } from './card-page.ts';
import { contactPage, contactsPage } from './contacts-page.ts';
import { messagePage, page } from './layout.ts';
import { isForeignForm, moveCard } from './move-card.ts';
import { personName } from './card-facts.ts';
import { voiceFor } from './texts.ts';
import type { PageVoice } from './texts.ts';

/** What the page for people works with. */
export interface PageDeps {
  readonly portal: Portal;
  readonly events: EventDispatcher;
}

const kindBySection: Readonly<Record<string, EntityKind>> = { leads: leadKind, deals: dealKind, contacts: contactKind };

/** Where a real portal shows a card: `/crm/lead/details/12/`. Links that a program makes for people lead there. */
const vendorCardPath = /^\/crm\/(lead|deal|contact)\/details\/(\d+)\/?$/;

/** The portal's interface for people: boards, contacts, cards. Russian, or English with `?lang=en`. */
export function handlePage(request: HttpRequest, deps: PageDeps): Delivery {
  const path = request.path.replace(vendorCardPath, '/$1s/$2');
  return delivered(route({ ...request, path }, deps, voiceFor(scalarText(request.query['lang']))));
}

function route(request: HttpRequest, deps: PageDeps, voice: PageVoice): HttpReply {
  if (request.path === '/assets/page.css') return textReply(200, 'text/css', pageStyle);
  if (request.path === '/assets/icon.svg') return textReply(200, 'image/svg+xml', pageIcon);
  if (request.path === '/assets/drag.js') return textReply(200, 'text/javascript', dragScript);
  if (request.path === '/assets/page.js') return textReply(200, 'text/javascript', pageScript);
  const [section = 'leads', id, ...rest] = request.path.split('/').filter((part) => part !== '');
  const kind = Object.hasOwn(kindBySection, section) ? kindBySection[section] : undefined;
  if (!kind || rest.length > 0) return messagePage(voice, 404, voice.say('notFound'));
  if (id === undefined) return listPage(request, deps.portal, kind, voice);
  const entity = /^\d+$/.test(id) ? deps.portal.entities[kind.name].get(Number(id)) : undefined;
  if (!entity) return messagePage(voice, 404, voice.say('notFound'));
  if (request.method === 'POST') return save(request, deps, kind, entity.id, voice);
  const shown = { section: section as 'leads' | 'deals' | 'contacts', path: request.path };
  if (kind.name === 'contact')
    return page(voice, { ...shown, title: personName(entity, voice) }, contactPage(deps.portal, entity, voice));
  const saved = request.query['saved'] !== undefined;
  const title = entity.fields['TITLE'] ?? '';
  return page(voice, { ...shown, title }, cardPage(deps.portal, kind, entity, saved, voice));
}

function listPage(request: HttpRequest, portal: Portal, kind: EntityKind, voice: PageVoice): HttpReply {
  if (kind.name === 'contact')
    return page(
      voice,
      { title: voice.say('contacts'), section: 'contacts', path: '/contacts' },
      contactsPage(portal, voice),
    );
  const section = kind.name === 'lead' ? 'leads' : 'deals';
  const funnel = Number(scalarText(request.query['funnel']) ?? '0') || 0;
  return page(
    voice,
    { title: voice.say(section), section, path: funnel === 0 ? `/${section}` : `/${section}?funnel=${funnel}` },
    boardPage(portal, kind, funnel, voice),
  );
}

function save(request: HttpRequest, deps: PageDeps, kind: EntityKind, id: number, voice: PageVoice): HttpReply {
  if (isForeignForm(request)) return messagePage(voice, 403, voice.say('foreignForm'));
  if (!moveCard(deps.portal, deps.events, kind, id, request.body)) return messagePage(voice, 400, voice.say('badForm'));
  return { status: 303, headers: { location: voice.link(`/${kind.name}s/${id}?saved`) }, body: '' };
}

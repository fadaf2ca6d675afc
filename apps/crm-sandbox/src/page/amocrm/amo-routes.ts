import { livingCard, mainPipeline } from '../../amocrm/account.ts';
import type { Contact, Lead } from '../../amocrm/model.ts';
import { delivered } from '../../http/http-types.ts';
import type { Delivery, HttpReply, HttpRequest } from '../../http/http-types.ts';
import { positiveInteger, scalarText } from '../../http/json.ts';
import type { JsonObject } from '../../http/json.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { messagePage, page } from '../layout.ts';
import { isForeignForm } from '../move-card.ts';
import { voiceFor } from '../texts.ts';
import type { PageVoice, TextKey } from '../texts.ts';
import { amoBoard } from './amo-board.ts';
import { amoContactPage, amoContactsPage, amoLeadPage } from './amo-cards.ts';
import { deleteLead, moveLead, saveContactForm, saveLeadForm, switchDuplicateControl } from './amo-forms.ts';
import type { FormDeps } from './amo-forms.ts';
import { handleWidget, widgetColumn } from './widget-column.ts';
import type { WidgetColumnDeps } from './widget-column.ts';

/** What the account's pages work with. */
export type AmoPageDeps = FormDeps & WidgetColumnDeps;

/** Where a real account shows a card: `/leads/detail/12`. Links that a program makes for people lead there. */
const vendorCardPath = /^\/(leads|contacts)\/detail\/(\d+)\/?$/;

/** The account's interface for people, below `/amocrm`. Russian, or English with `?lang=en`. */
export async function handleAmoPage(request: HttpRequest, deps: AmoPageDeps): Promise<Delivery> {
  const ofWidget = await handleWidget(request, deps);
  if (ofWidget) return ofWidget;
  const path = request.path.replace(vendorCardPath, '/amocrm/$1/$2').replace(/\/$/, '');
  const voice = voiceFor(scalarText(request.query['lang']));
  const routed = { ...request, path };
  return delivered(request.method === 'POST' ? save(routed, deps, voice) : show(routed, deps, voice));
}

function show(request: HttpRequest, deps: AmoPageDeps, voice: PageVoice): HttpReply {
  const { account } = deps;
  const saved = request.query['saved'] !== undefined;
  const whole = (section: TextKey, path: string, title: string, main: Html): HttpReply =>
    page(voice, { title, section, path, crm: 'amocrm' }, main);
  const [, section = 'leads', id, ...rest] = request.path.split('/').filter((part) => part !== '');
  if (rest.length > 0 || (section !== 'leads' && section !== 'contacts')) return absent(voice);
  if (id === undefined && section === 'contacts')
    return whole('contacts', '/amocrm/contacts', voice.say('contacts'), amoContactsPage(account, voice));
  if (id === undefined) {
    const wanted = positiveInteger(request.query['pipeline']);
    const pipeline = wanted === undefined ? mainPipeline(account) : account.pipelines.get(wanted);
    if (!pipeline) return absent(voice);
    const path = `/amocrm/leads?pipeline=${pipeline.id}`;
    return whole('amoLeads', path, pipeline.name, amoBoard(account, pipeline, voice));
  }
  const card = /^\d+$/.test(id) ? livingCard(account, section, Number(id)) : undefined;
  if (!card) return absent(voice);
  const title = card.name || voice.say('noName');
  if (section === 'contacts')
    return whole('contacts', request.path, title, amoContactPage(account, card as Contact, saved, voice));
  const widgets = widgetColumn(deps, card.id, request, voice);
  const options = { title, section: 'amoLeads', path: request.path, crm: 'amocrm' } as const;
  return page(
    voice,
    { ...options, ...(widgets ? { connectTarget: widgets.serverOrigin } : {}) },
    html`${amoLeadPage(account, card as Lead, saved, voice)} ${widgets?.html}`,
  );
}

type Form = (deps: FormDeps, id: number, form: JsonObject) => boolean;

/** What each form does, by its path with `{id}`, and where it leads. */
const forms: Readonly<Record<string, { readonly run: Form; readonly back: (id: string) => string }>> = {
  'leads/{id}': { run: saveLeadForm, back: (id) => `/amocrm/leads/${id}?saved` },
  'leads/{id}/move': { run: moveLead, back: (id) => `/amocrm/leads/${id}` },
  'leads/{id}/delete': { run: deleteLead, back: () => '/amocrm/leads' },
  'contacts/{id}': { run: saveContactForm, back: (id) => `/amocrm/contacts/${id}?saved` },
  'pipelines/{id}': { run: switchDuplicateControl, back: (id) => `/amocrm/leads?pipeline=${id}` },
};

function save(request: HttpRequest, deps: FormDeps, voice: PageVoice): HttpReply {
  if (isForeignForm(request)) return messagePage(voice, 403, voice.say('foreignForm'), 'amocrm');
  const [, section = '', id = '', ...rest] = request.path.split('/').filter((part) => part !== '');
  const form = forms[[section, '{id}', ...rest].join('/')];
  if (!form || !/^\d+$/.test(id)) return absent(voice);
  if (!form.run(deps, Number(id), request.body)) return messagePage(voice, 400, voice.say('badAmoForm'), 'amocrm');
  return { status: 303, headers: { location: voice.link(form.back(id)) }, body: '' };
}

const absent = (voice: PageVoice): HttpReply => messagePage(voice, 404, voice.say('notFound'), 'amocrm');

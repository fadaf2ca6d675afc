import type { Account } from '../../amocrm/account.ts';
import type { Credentials } from '../../amocrm/auth/credentials.ts';
import { issueCode } from '../../amocrm/auth/tokens.ts';
import { delivered } from '../../http/http-types.ts';
import type { Delivery, HttpReply, HttpRequest } from '../../http/http-types.ts';
import { positiveInteger, scalarText } from '../../http/json.ts';
import { html } from '../html.ts';
import { messagePage, page } from '../layout.ts';
import { isForeignForm } from '../move-card.ts';
import { voiceFor } from '../texts.ts';
import type { PageVoice } from '../texts.ts';

/** What the page works with. */
export interface ConsentDeps {
  readonly account: Account;
  readonly credentials: () => Credentials;
  readonly baseUrl: () => string;
}

/**
 * `/oauth?client_id&state`: a person lets the integration in and is led back to it with a code. The form is the same
 * for a window and a popup.
 */
export function handleConsent(request: HttpRequest, deps: ConsentDeps): Delivery {
  const voice = voiceFor(scalarText(request.query['lang']));
  const given = request.method === 'POST' ? request.body : request.query;
  const { clientId, redirectUri } = deps.credentials();
  if (request.path !== '/oauth') return delivered(messagePage(voice, 404, voice.say('notFound'), 'amocrm'));
  if (scalarText(given['client_id']) !== clientId)
    return delivered(messagePage(voice, 400, voice.say('unknownIntegration'), 'amocrm'));
  if (request.method !== 'POST') return delivered(ask(request, deps, redirectUri, voice));
  if (isForeignForm(request)) return delivered(messagePage(voice, 403, voice.say('foreignForm'), 'amocrm'));
  const user = deps.account.users.get(positiveInteger(given['userId']) ?? 0);
  if (!user || user.isDeleted) return delivered(messagePage(voice, 400, voice.say('badAmoForm'), 'amocrm'));
  const target = new URL(redirectUri);
  target.searchParams.set('code', issueCode(deps.account, user.id).value);
  target.searchParams.set('referer', new URL(deps.baseUrl()).host);
  target.searchParams.set('platform', '1');
  target.searchParams.set('state', scalarText(given['state']) ?? '');
  target.searchParams.set('client_id', clientId);
  return delivered({ status: 303, headers: { location: target.href }, body: '' });
}

function ask(request: HttpRequest, { account }: ConsentDeps, redirectUri: string, voice: PageVoice): HttpReply {
  const people = account.users.all().filter((user) => !user.isDeleted);
  const main = html`<section class="panel message">
    <h1>${voice.say('consentTitle')}</h1>
    <form method="post" action="${voice.link('/oauth')}">
      <input type="hidden" name="client_id" value="${scalarText(request.query['client_id'])}" />
      <input type="hidden" name="state" value="${scalarText(request.query['state'])}" />
      <label class="wide"
        >${voice.say('consentAsk')}
        <select name="userId">
          ${people.map((user) => html`<option value="${user.id}">${user.name}</option>`)}
        </select></label
      >
      <p class="actions"><button>${voice.say('allow')}</button></p>
    </form>
  </section>`;
  const { origin } = new URL(redirectUri);
  const options = { title: voice.say('consentTitle'), section: null, path: '/amocrm/leads', formTarget: origin };
  return page(voice, { ...options, crm: 'amocrm' }, main);
}

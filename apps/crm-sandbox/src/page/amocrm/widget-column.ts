import type { Account } from '../../amocrm/account.ts';
import type { Credentials } from '../../amocrm/auth/credentials.ts';
import { mintWidgetToken } from '../../amocrm/auth/widget-token.ts';
import type { AccountUser } from '../../amocrm/model.ts';
import { adminUserId } from '../../amocrm/seed.ts';
import { standsInLeadCard } from '../../amocrm/widget/installed-widget.ts';
import type { InstalledWidget, WidgetPlace } from '../../amocrm/widget/installed-widget.ts';
import { delivered, jsonReply, textReply } from '../../http/http-types.ts';
import type { Delivery, HttpRequest } from '../../http/http-types.ts';
import { positiveInteger, scalarText } from '../../http/json.ts';
import type { Json } from '../../http/json.ts';
import { widgetHostScript } from '../assets/widget-host-script.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { messagePage } from '../layout.ts';
import { isForeignForm } from '../move-card.ts';
import { voiceFor } from '../texts.ts';
import type { PageVoice } from '../texts.ts';

/** What the column of widgets works with. */
export interface WidgetColumnDeps {
  readonly account: Account;
  readonly credentials: () => Credentials;
  readonly baseUrl: () => string;
  readonly widget: WidgetPlace;
}

const base = '/amocrm/widget';

/** Types of the files that the page loads; logos are for lists that are not here. */
const types: Readonly<Record<string, string>> = {
  css: 'text/css',
  js: 'text/javascript',
  json: 'application/json',
};

/**
 * Serves the installed widget's files, the page's own part of it, and the token that the page gets for each request.
 *
 * @returns `null` for anything else
 */
export async function handleWidget(request: HttpRequest, deps: WidgetColumnDeps): Promise<Delivery | null> {
  const { path } = request;
  if (path === '/amocrm/widget-token' && request.method === 'POST') return token(request, deps);
  if (path === '/amocrm/widget-host.js') return delivered(textReply(200, 'text/javascript', widgetHostScript));
  if (!path.startsWith(`${base}/`)) return null;
  const name = path.slice(base.length + 1);
  const type = types[name.slice(name.lastIndexOf('.') + 1)];
  const content = deps.widget.installed?.files.get(name);
  return delivered(
    content && type ? textReply(200, type, content.toString('utf8')) : textReply(404, 'text/plain', 'Not found'),
  );
}

/** A page of another site must not get a token: it would be a person's. */
async function token(request: HttpRequest, deps: WidgetColumnDeps): Promise<Delivery> {
  const voice = voiceFor(undefined);
  if (isForeignForm(request)) return delivered(messagePage(voice, 403, voice.say('foreignForm'), 'amocrm'));
  const user = whoLooks(deps.account, request.body['userId']);
  const minted = await mintWidgetToken(deps.account, deps.credentials(), deps.baseUrl(), user);
  return delivered(jsonReply(200, { token: minted }));
}

/** The person in whose name the card is open: `?user=` stands for the login. */
function whoLooks(account: Account, given: Json | undefined): AccountUser {
  const user = account.users.get(positiveInteger(given) ?? adminUserId) ?? account.users.get(adminUserId);
  if (!user) throw new Error('The account has no administrator');
  return user;
}

/** The column beside a lead's card; nothing without a widget that stands there. */
export function widgetColumn(
  { account, widget }: Pick<WidgetColumnDeps, 'account' | 'widget'>,
  leadId: number,
  request: HttpRequest,
  voice: PageVoice,
): { readonly html: Html; readonly serverOrigin: string } | null {
  const { installed } = widget;
  if (!installed || !standsInLeadCard(installed)) return null;
  const user = whoLooks(account, request.query['user']);
  const column = html`<aside
      data-widget-column
      data-lead="${leadId}"
      data-user="${user.id}"
      data-language="${voice.language}"
      data-base="${base}"
      data-title="${titleOf(installed, voice)}"
      data-settings="${JSON.stringify(installed.settings)}"
    ></aside>
    <script src="/amocrm/widget-host.js" defer></script>`;
  return { html: column, serverOrigin: serverOrigin(installed) };
}

function titleOf({ files }: InstalledWidget, voice: PageVoice): string {
  const words = JSON.parse(files.get(`i18n/${voice.language}.json`)?.toString('utf8') ?? '{}') as {
    widget?: { name?: Json };
  };
  return scalarText(words.widget?.name) ?? '';
}

/** The server that the widget's settings name, which the page may speak to. */
function serverOrigin({ settings }: InstalledWidget): string {
  const address = Object.values(settings).find((value) => URL.canParse(value));
  return address === undefined ? '' : new URL(address).origin;
}

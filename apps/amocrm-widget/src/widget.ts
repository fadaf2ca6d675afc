import { Card } from './card.ts';
import { cardApi, serverUrlOf } from './card-api.ts';
import type { CardTexts } from './texts.ts';
import { openLead } from './vendor.ts';
import type { VendorPage, WidgetCallbacks, WidgetHost } from './vendor.ts';

const rootClass = 'voronka-card';

/** The widget's life in amoCRM's page: drawn into the column of a lead's card, and gone with the card. */
export function widgetCallbacks(host: WidgetHost, page: VendorPage): WidgetCallbacks {
  let card: Card | null = null;

  const close = (): void => {
    card?.close();
    card = null;
  };

  const open = (): void => {
    if (card?.isOpen) return;
    close();
    const root = document.querySelector<HTMLElement>(`.${rootClass}`);
    const leadId = openLead(page);
    const texts = host.i18n('card') as CardTexts | undefined;
    if (!root || leadId === null || !texts) return;
    const serverUrl = serverUrlOf(host.get_settings()['server_url']);
    if (serverUrl === null) root.textContent = texts.notSetUp;
    else card = new Card(root, cardApi(host, serverUrl, leadId), texts);
  };

  return {
    render: () => {
      close();
      if (host.system().area !== 'lcard' || openLead(page) === null) return true;
      addStyles(host);
      host.render_template({
        caption: { class_name: `${rootClass}-caption` },
        body: '',
        render: `<div class="${rootClass}"></div>`,
      });
      return true;
    },
    init: () => true,
    bind_actions: () => {
      if (host.system().area === 'lcard') open();
      return true;
    },
    settings: () => true,
    onSave: () => true,
    destroy: close,
  };
}

/** Adds the archive's styles to the page, once. */
function addStyles(host: WidgetHost): void {
  if (!host.params.path || document.querySelector(`link[data-${rootClass}]`)) return;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = `${host.params.path}/style.css?v=${encodeURIComponent(host.get_version())}`;
  link.setAttribute(`data-${rootClass}`, '');
  document.head.append(link);
}

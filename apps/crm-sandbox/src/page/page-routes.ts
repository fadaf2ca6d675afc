import type { EventDispatcher } from '../bitrix24/events/event-dispatcher.ts';
import type { Portal } from '../bitrix24/portal.ts';
import { delivered, textReply } from '../http/http-types.ts';
import type { Delivery, HttpRequest } from '../http/http-types.ts';

export interface PageDeps {
  readonly portal: Portal;
  readonly events: EventDispatcher;
}
export function handlePage(_request: HttpRequest, _deps: PageDeps): Delivery {
  return delivered(textReply(200, 'text/html', 'sandbox'));
}

import type { CrmCardKind } from '@voronka/contracts';
import type { IntegrationKind } from '@voronka/domain';

type PageOf = (origin: string, kind: CrmCardKind | 'contact', id: string) => string;

const amocrmPage: PageOf = (origin, kind, id) => `${origin}/${kind === 'contact' ? 'contacts' : 'leads'}/detail/${id}`;

/** Where each CRM shows a card; of one that is joined by webhooks nobody knows it. */
const pages: Readonly<Record<IntegrationKind, PageOf | null>> = {
  bitrix24: (origin, kind, id) => `${origin}/crm/${kind}/details/${id}/`,
  amocrmLite: amocrmPage,
  amocrmFull: amocrmPage,
  webhook: null,
};

/** The page of a card or contact in its CRM; null where it is not known. */
export function cardPageOf(
  crm: { kind: IntegrationKind; portalUrl: string | null },
  kind: CrmCardKind | 'contact',
  id: string | null,
): string | null {
  const page = pages[crm.kind];
  return page && crm.portalUrl !== null && id !== null ? page(crm.portalUrl, kind, encodeURIComponent(id)) : null;
}

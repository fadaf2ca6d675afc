import type { CheckItem } from '@voronka/contracts';
import { checkItem } from '@voronka/contracts';
import type { IntegrationKind } from '@voronka/domain';
import type { OutboundClient, OutboundResponse } from '@voronka/platform';
import { OutboundError } from '@voronka/platform';

/** How long we wait for ourselves, in ms. */
const timeoutMs = 5000;

function isOurs(answer: OutboundResponse): boolean {
  try {
    return answer.status === 200 && (JSON.parse(answer.text()) as { status?: unknown } | null)?.status === 'ok';
  } catch {
    return false;
  }
}

/**
 * Whether the CRM can reach us: by an address that is set, that vendors send webhooks to, and at which we answer. From inside
 * nobody can prove more than that.
 *
 * @param publicUrl without a slash at the end; null: not set
 */
export async function publicAddressItem(
  kind: IntegrationKind,
  publicUrl: string | null,
  client: OutboundClient,
): Promise<CheckItem> {
  if (kind === 'amocrmLite') return checkItem('publicUrl', 'unused');
  // A system of one's own may stand beside us, a vendor's cloud does not.
  const mayBeNear = kind === 'webhook';
  if (publicUrl === null) return checkItem('publicUrl', mayBeNear ? 'unsetNearby' : 'unset');
  const facts = { address: publicUrl };
  if (!mayBeNear && !publicUrl.startsWith('https:')) return checkItem('publicUrl', 'plain', facts);
  try {
    const answer = await client.request({ method: 'GET', url: `${publicUrl}/health/live`, timeoutMs });
    return checkItem('publicUrl', isOurs(answer) ? 'reached' : 'foreign', facts);
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    const isInside = error.kind === 'forbiddenAddress' && !mayBeNear;
    return checkItem('publicUrl', isInside ? 'inside' : 'silent', facts);
  }
}

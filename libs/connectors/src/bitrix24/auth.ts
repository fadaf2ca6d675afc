import { VoronkaError } from '@voronka/contracts';

/** Where a portal's methods are called, and what lets a call in. Secret as a whole. */
export interface Bitrix24Access {
  /** Address that a method's name is put behind; ends with one slash. */
  readonly endpoint: string;
  /** What goes into the body beside the parameters. */
  readonly body: Readonly<Record<string, string>>;
  /** Key of the portal at the vendor, or its host where the vendor did not tell one; holds no secret. */
  readonly account: string;
}

/** Why a portal refused an access: its time is over, or the portal does not know it. */
export type Bitrix24Refusal = 'ended' | 'unknown';

/** The rights that a portal is called with. */
export interface Bitrix24Auth {
  /** @throws VoronkaError `Crm.NotConfigured` when nobody has given any */
  access(): Promise<Bitrix24Access>;
  /** Another access after the portal refused this one. @returns null when there is no other */
  another(refused: Bitrix24Access, refusal: Bitrix24Refusal): Promise<Bitrix24Access | null>;
}

const webhookPath = /^\/rest\/\d+\/[^/]+\/?$/;

/**
 * Rights of an incoming webhook: the secret is part of the address.
 *
 * @param webhookUrl `https://{portal}/rest/{user}/{secret}/`, with or without the slash at the end
 * @throws VoronkaError `Crm.NotConfigured` when it is no such address; the message does not repeat it
 */
export function webhookAuth(webhookUrl: string): Bitrix24Auth {
  const url = URL.parse(webhookUrl);
  if (!url || !webhookPath.test(url.pathname)) {
    throw new VoronkaError('Crm.NotConfigured', 'The webhook address must look like https://portal/rest/1/secret/', {
      reason: 'webhookAddress',
    });
  }
  const endpoint = `${url.origin}${url.pathname.replace(/\/$/, '')}/`;
  return {
    access: () => Promise.resolve({ endpoint, body: {}, account: url.host }),
    another: () => Promise.resolve(null),
  };
}

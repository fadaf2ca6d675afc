import { VoronkaError } from '@voronka/contracts';

/** Where and with what rights a portal is called. An OAuth application is a second implementation of this. */
export interface Bitrix24Auth {
  /** Host and port of the portal: what the vendor's limit is counted by. */
  readonly host: string;
  /** Address of a method, and what has to go into its body. */
  authorize(method: string): Promise<{ url: string; body: Readonly<Record<string, string>> }>;
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
  const base = `${url.origin}${url.pathname.replace(/\/$/, '')}/`;
  return { host: url.host, authorize: (method) => Promise.resolve({ url: `${base}${method}`, body: {} }) };
}

import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names a client may call the sandbox by; the vendors' own names serve clients that are led here by their agent. */
const dnsNames = ['localhost', 'demo.amocrm.ru', 'demo.bitrix24.ru', 'oauth.bitrix.info'];
const addresses = ['127.0.0.1'];
const lifeMs = 5 * 365 * 24 * 3600 * 1000;
const renewBeforeMs = 24 * 3600 * 1000;

/** What an https server needs, and the file clients have to trust. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
  readonly caFile: string;
}

/**
 * The sandbox's self-signed certificate, made at the first start and kept in `folder`, the key readable by its owner
 * only. It is its own authority: clients trust it by `NODE_EXTRA_CA_CERTS={caFile}`.
 */
export async function loadTlsIdentity(folder: string, nowMs: number): Promise<TlsIdentity> {
  const keyFile = join(folder, 'key.pem');
  const caFile = join(folder, 'cert.pem');
  if (existsSync(keyFile) && isValid(caFile, nowMs))
    return { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(caFile, 'utf8'), caFile };
  const made = await makeCertificate(nowMs);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(keyFile, made.key, { mode: 0o600 });
  writeFileSync(caFile, made.cert, { mode: 0o644 });
  return { ...made, caFile };
}

function isValid(caFile: string, nowMs: number): boolean {
  if (!existsSync(caFile)) return false;
  return Date.parse(new X509Certificate(readFileSync(caFile)).validTo) > nowMs + renewBeforeMs;
}

async function makeCertificate(nowMs: number): Promise<{ key: string; cert: string }> {
  // Loaded late: nobody who starts the sandbox without https waits for it.
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: 'CRM sandbox' }], {
    keySize: 2048,
    algorithm: 'sha256',
    // A client whose clock is a little behind trusts it too.
    notBeforeDate: new Date(nowMs - 3600 * 1000),
    notAfterDate: new Date(nowMs + lifeMs),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...addresses.map((ip) => ({ type: 7 as const, ip })),
          ...dnsNames.map((value) => ({ type: 2 as const, value })),
        ],
      },
    ],
  });
  return { key: made.private, cert: made.cert };
}

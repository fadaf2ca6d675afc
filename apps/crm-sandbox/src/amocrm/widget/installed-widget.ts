import { scalarText } from '../../http/json.ts';
import type { JsonObject } from '../../http/json.ts';
import { BadArchiveError, unpack } from './unpack.ts';

/** A widget that somebody has uploaded to the account and set up. */
export interface InstalledWidget {
  /** Its files by their paths in the archive. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** What an administrator entered in its settings. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Where the account keeps its widget; one is enough here. */
export interface WidgetPlace {
  installed: InstalledWidget | null;
}

/** @source https://www.amocrm.ru/developers/content/integrations/structure */
const logoSizes = {
  'images/logo.png': [130, 100],
  'images/logo_main.png': [400, 272],
  'images/logo_medium.png': [240, 84],
  'images/logo_min.png': [84, 84],
  'images/logo_small.png': [108, 108],
} as const;

const maxLogoBytes = 300 * 1024;

/**
 * Takes an archive as the account's page does, and the settings as the person typed them.
 *
 * @throws BadArchiveError naming what the vendor would refuse
 */
export function installWidget(archive: Buffer, given: JsonObject): InstalledWidget {
  const files = unpack(archive);
  const manifest = readManifest(files);
  if (!files.has('script.js')) throw new BadArchiveError('script.js is missing');
  for (const language of manifest.locales)
    if (!files.has(`i18n/${language}.json`)) throw new BadArchiveError(`i18n/${language}.json is missing`);
  for (const [name, [width, height]] of Object.entries(logoSizes)) {
    const logo = files.get(name);
    if (!logo || logo.length > maxLogoBytes || logo.readUInt32BE(16) !== width || logo.readUInt32BE(20) !== height)
      throw new BadArchiveError(`${name} must be a PNG of ${width} × ${height} below 300 KB`);
  }
  const settings = Object.fromEntries(manifest.settings.map(({ key }) => [key, scalarText(given[key]) ?? '']));
  const missing = manifest.settings.find(({ key, required }) => required && settings[key] === '');
  if (missing) throw new BadArchiveError(`The setting ${missing.key} is required`);
  return { files, settings };
}

/** Whether the widget has a place in the column of a lead's card. */
export function standsInLeadCard({ files }: InstalledWidget): boolean {
  return readManifest(files).locations.includes('lcard-1');
}

interface Manifest {
  readonly locales: readonly string[];
  readonly locations: readonly string[];
  readonly settings: readonly { readonly key: string; readonly required: boolean }[];
}

function readManifest(files: ReadonlyMap<string, Buffer>): Manifest {
  const text = files.get('manifest.json')?.toString('utf8');
  if (text === undefined) throw new BadArchiveError('manifest.json is missing');
  try {
    const {
      widget,
      locations,
      settings = {},
    } = JSON.parse(text) as {
      widget: { locale: string[] };
      locations: string[];
      settings?: Record<string, { required: boolean }>;
    };
    return {
      locales: [...widget.locale],
      locations: [...locations],
      settings: Object.entries(settings).map(([key, { required }]) => ({ key, required })),
    };
  } catch {
    throw new BadArchiveError('manifest.json is not what the account reads');
  }
}

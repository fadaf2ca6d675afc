import { crc32, inflateRawSync } from 'node:zlib';

/** A ZIP archive that cannot be read. */
export class BadArchiveError extends Error {}

const endMark = Buffer.from([0x50, 0x4b, 5, 6]);

/** Files of a ZIP archive, by its directory. @throws BadArchiveError */
export function unpack(archive: Buffer): Map<string, Buffer> {
  try {
    return readDirectory(archive);
  } catch (error) {
    if (error instanceof BadArchiveError) throw error;
    throw new BadArchiveError('The archive is no ZIP file');
  }
}

function readDirectory(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(endMark);
  if (end < 0) throw new BadArchiveError('The archive is no ZIP file');
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameEnd = at + 46 + archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, nameEnd);
    if (!name.endsWith('/')) files.set(name, readFile(archive, at, name));
    at = nameEnd + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

function readFile(archive: Buffer, entry: number, name: string): Buffer {
  const local = archive.readUInt32LE(entry + 42);
  const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(from, from + archive.readUInt32LE(entry + 20));
  const method = archive.readUInt16LE(entry + 10);
  const content = method === 8 ? inflateRawSync(packed) : packed;
  if ((method !== 0 && method !== 8) || crc32(content) !== archive.readUInt32LE(entry + 16))
    throw new BadArchiveError(`${name} in the archive is damaged`);
  return content;
}

import { crc32 } from 'node:zlib';

/** 1980-01-01, the earliest date of the format: the same files always make the same archive. */
const date = 0x0021;
/** Names are UTF-8. */
const flags = 0x0800;
const version = 20;

/**
 * A ZIP archive of uncompressed files, in the order of their names.
 *
 * @param {{ name: string, content: Buffer }[]} files names with `/`, without a leading one
 * @returns {Buffer}
 */
export function zipOf(files) {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const bodies = [];
  const directory = [];
  let offset = 0;
  for (const { name, content } of sorted) {
    const path = Buffer.from(name, 'utf8');
    const local = Buffer.concat([fields([4, 0x04034b50], ...commonFields(path, content)), path, content]);
    directory.push(
      Buffer.concat([
        fields(
          [4, 0x02014b50],
          [2, version],
          ...commonFields(path, content),
          ...[
            [2, 0],
            [2, 0],
            [2, 0],
            [4, 0],
            [4, offset],
          ],
        ),
        path,
      ]),
    );
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const count = sorted.length;
  const end = fields(
    ...[
      [4, 0x06054b50],
      [2, 0],
      [2, 0],
    ],
    ...[
      [2, count],
      [2, count],
      [4, central.length],
      [4, offset],
      [2, 0],
    ],
  );
  return Buffer.concat([...bodies, central, end]);
}

/** What the entry and the directory say alike: version, flags, method, time, date, checksum, sizes, lengths. */
function commonFields(path, content) {
  return [
    ...[
      [2, version],
      [2, flags],
      [2, 0],
      [2, 0],
      [2, date],
    ],
    ...[
      [4, crc32(content)],
      [4, content.length],
      [4, content.length],
    ],
    ...[
      [2, path.length],
      [2, 0],
    ],
  ];
}

/** Little-endian numbers, each with its width in bytes. */
function fields(...parts) {
  return Buffer.concat(
    parts.map(([width, value]) => {
      const field = Buffer.alloc(width);
      field.writeUIntLE(value, 0, width);
      return field;
    }),
  );
}

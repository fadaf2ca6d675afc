/** FNV-1a over UTF-16 code units, 32 bits, in base 36. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0).toString(36).padStart(7, '0');
}

/**
 * Gives ids to what is drawn into a flow: `{nodeId}__{innerId}`, so that the same step keeps its id from one publishing
 * to the next. One that would be too long is cut and ends in a fingerprint of the whole.
 *
 * @param taken ids that the flow has already; every id that is given joins them
 * @param longest characters
 */
export function drawnIds(taken: Iterable<string>, longest: number): (owner: string, inner: string) => string {
  const known = new Set(taken);
  const fit = (id: string): string => {
    return id.length <= longest ? id : `${id.slice(0, longest - 8)}_${fingerprint(id)}`;
  };
  return (owner, inner) => {
    const wished = `${owner}__${inner}`;
    let id = fit(wished);
    for (let count = 2; known.has(id); count += 1) id = fit(`${wished}__${count}`);
    known.add(id);
    return id;
  };
}

import { describe, expect, it } from '@jest/globals';
import { parsePostmasterFile } from './postmaster-file.ts';

describe('parsePostmasterFile', () => {
  it('reads pid and port from lines 1 and 4', () => {
    expect(parsePostmasterFile('4711\n/data\n1700000000\n5433\n\n127.0.0.1\n')).toEqual({ pid: 4711, port: 5433 });
  });

  it('has no port yet while the server is only starting', () => {
    expect(parsePostmasterFile('4711\n/data\n1700000000\n')).toEqual({ pid: 4711, port: 0 });
  });

  it('takes an empty or broken file for no claim', () => {
    expect(parsePostmasterFile('')).toBeUndefined();
    expect(parsePostmasterFile('x\ny')).toBeUndefined();
  });
});

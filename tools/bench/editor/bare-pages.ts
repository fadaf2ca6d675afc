import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import type { FlowGraph } from '@voronka/domain';

/** What the bare page draws, and how much of it is seen. */
export interface BareSheet {
  readonly nodes: { id: string; position: { x: number; y: number }; data: { label: string } }[];
  readonly edges: { id: string; source: string; target: string; type: 'smoothstep' }[];
  readonly viewport: { x: number; y: number; zoom: number };
  /** px */
  readonly size: { width: number; height: number };
}

/** The bare page on a port of this machine. */
export interface BarePages {
  readonly url: string;
  /** Changes what the page draws when it is opened next. */
  readonly show: (sheet: BareSheet) => void;
  readonly close: () => Promise<void>;
}

/** The same nodes at the same places with the same connections, as React Flow's own kinds. */
export function sheetOf({ nodes, edges }: FlowGraph, seen: Pick<BareSheet, 'viewport' | 'size'>): BareSheet {
  return {
    nodes: nodes.map(({ id, position, label }) => ({ id, position, data: { label: label.en } })),
    edges: edges.map(({ id, source, target }) => ({ id, source, target, type: 'smoothstep' })),
    ...seen,
  };
}

/** Builds the bare page with the editor's bundler, in production mode, and serves it. */
export async function openBarePages(): Promise<BarePages> {
  const folder = mkdtempSync(join(tmpdir(), 'voronka-bare-'));
  await build({
    configFile: false,
    root: fileURLToPath(new URL('./bare', import.meta.url)),
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: true, target: 'es2022' },
  });
  const server = express().use(express.static(folder)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    show: (sheet) => writeFileSync(join(folder, 'sheet.json'), JSON.stringify(sheet)),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

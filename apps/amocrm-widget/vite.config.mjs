import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { defineConfig } from 'vite';
import { zipOf } from './build/zip.mjs';

const globalName = 'VoronkaCard';

/** amoCRM loads a widget's script as an AMD module that gives a constructor. */
function amdModule() {
  return {
    name: 'amd-module',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        chunk.code = `define(['jquery'],function(){"use strict";${chunk.code.trim()}return ${globalName}});\n`;
      }
    },
  };
}

/** Packs what was built beside its folder: `dist/widget` becomes `dist/widget.zip`, which people upload. */
function archive() {
  let folder = '';
  return {
    name: 'archive',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle() {
      const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => ({ name: relative(folder, path).split(sep).join('/'), content: readFileSync(path) }));
      writeFileSync(join(dirname(folder), 'widget.zip'), zipOf(files));
    },
  };
}

/** The script, and beside it the manifest, words, styles and logos copied as they are. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: 'archive',
  plugins: [amdModule(), archive()],
  build: {
    outDir: 'dist/widget',
    target: 'es2020',
    sourcemap: false,
    emptyOutDir: true,
    reportCompressedSize: false,
    lib: {
      entry: resolve(import.meta.dirname, 'src/main.ts'),
      formats: ['iife'],
      name: globalName,
      fileName: () => 'script.js',
    },
  },
});

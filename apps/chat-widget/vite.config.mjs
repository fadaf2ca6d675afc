import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** One classic script with styles inside, plus the demo page copied as it is. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: 'public',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2020',
    sourcemap: false,
    emptyOutDir: true,
    reportCompressedSize: false,
    lib: {
      entry: resolve(import.meta.dirname, 'src/main.tsx'),
      formats: ['iife'],
      name: 'VoronkaWidgetBundle',
      fileName: () => 'voronka-widget.js',
    },
  },
});

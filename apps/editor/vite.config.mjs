import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The API serves `dist` at `/`. In development, `VORONKA_API` names a running API for `/api`. */
export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['voronka-source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|react-router|scheduler)[\\/]/, priority: 3 },
            { name: 'mantine', test: /node_modules[\\/](@mantine|@floating-ui)[\\/]/, priority: 2 },
          ],
        },
      },
    },
  },
  server: { proxy: process.env.VORONKA_API ? { '/api': { target: process.env.VORONKA_API } } : {} },
});

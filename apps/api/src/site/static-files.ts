import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import type { Express, NextFunction, Request, Response } from 'express';
import { siteFolders } from './site-folders.ts';

const oneHour = 'public, max-age=3600';
const forEver = 'public, max-age=31536000, immutable';

/** Serves the chat's script to all sites and the editor to people. Call it before the routes are mounted. */
export function serveFiles(app: Express): void {
  app.use(
    '/widget',
    (_request: Request, response: Response, next: NextFunction) => {
      // Other sites load the script: that is what it is for.
      response.setHeader('cross-origin-resource-policy', 'cross-origin');
      response.setHeader('access-control-allow-origin', '*');
      next();
    },
    express.static(siteFolders.widget, {
      index: false,
      redirect: false,
      setHeaders: (response) => response.setHeader('cache-control', oneHour),
    }),
  );
  app.use(
    '/assets',
    express.static(join(siteFolders.editor, 'assets'), {
      index: false,
      redirect: false,
      // vite puts a hash of the content into these names.
      setHeaders: (response) => response.setHeader('cache-control', forEver),
    }),
  );
  app.use(
    express.static(siteFolders.editor, {
      index: 'index.html',
      redirect: false,
      setHeaders: (response) => response.setHeader('cache-control', 'no-cache'),
    }),
  );
}

const servedElsewhere = /^\/(api|mcp|health|metrics|widget|demo|assets)(\/|$)/;

/** Any other address that a browser opens is a page of the editor, which finds its place from the address. */
export function serveEditorPages() {
  const page = join(siteFolders.editor, 'index.html');
  return (request: Request, response: Response, next: NextFunction): void => {
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !servedElsewhere.test(request.path);
    if (!isPage || !request.accepts('html') || !existsSync(page)) {
      next();
      return;
    }
    response.setHeader('cache-control', 'no-cache');
    response.sendFile(page);
  };
}

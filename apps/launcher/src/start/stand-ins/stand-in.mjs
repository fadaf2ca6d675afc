/**
 * Stands for the API, the worker or the sandbox in tests of the launcher, by the name it is linked as: `api.mjs`,
 * `worker.mjs`, `sandbox.mjs`. Prints the same lines as the real ones and leaves its surroundings in STAND_IN_FOLDER.
 */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename } from 'node:path';
import { setInterval } from 'node:timers';

const role = basename(process.argv[1], '.mjs');
const print = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const goOn = () => setInterval(() => {}, 1_000);

const roles = {
  api() {
    const url = `http://127.0.0.1:${process.env.PORT}`;
    createServer((_request, response) => response.end('here')).listen(Number(process.env.PORT), '127.0.0.1', () => {
      print({
        level: 'info',
        time: new Date().toISOString(),
        service: 'api',
        msg: 'listening',
        correlationId: 'abc-1',
      });
      print({ firstLogin: { email: 'admin@example.test', password: 'pass-of-the-first-login' } });
      print({ ready: true, url });
    });
  },
  worker() {
    goOn();
    print({ ready: true });
  },
  sandbox() {
    goOn();
    const address = `http://127.0.0.1:${process.env.SANDBOX_PORT}`;
    print({ ready: true, pageUrl: `${address}/`, bitrix24: { webhookUrl: `${address}/rest/1/key-of-the-portal/` } });
  },
};

writeFileSync(`${process.env.STAND_IN_FOLDER}/${role}.json`, JSON.stringify({ pid: process.pid, env: process.env }));
roles[role]();

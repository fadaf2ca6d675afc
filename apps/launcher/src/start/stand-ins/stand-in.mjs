/**
 * Stands for the API, the worker or the sandbox in tests of the launcher, by the name it is linked as: `api.mjs`,
 * `worker.mjs`, `sandbox.mjs`, `replay.mjs`. Prints the same lines as the real ones and leaves its surroundings in
 * STAND_IN_FOLDER. What is in `refused.json` or `replayed.json` there, worker and replay say as the outcome of a replay.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename } from 'node:path';
import { setInterval } from 'node:timers';

const role = basename(process.argv[1], '.mjs');
const print = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const told = (name) => JSON.parse(readFileSync(`${process.env.STAND_IN_FOLDER}/${name}.json`, 'utf8'));
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
    print({ replaying: { done: 12, total: 50 } });
    if (existsSync(`${process.env.STAND_IN_FOLDER}/refused.json`)) {
      print({ refused: told('refused') });
      process.exitCode = 1;
      return;
    }
    goOn();
    print({ ready: true });
  },
  replay() {
    print({ replaying: { done: 12, total: 50 } });
    print({ replayed: told('replayed') });
  },
  sandbox() {
    goOn();
    const address = `http://127.0.0.1:${process.env.SANDBOX_PORT}`;
    print({ ready: true, pageUrl: `${address}/`, bitrix24: { webhookUrl: `${address}/rest/1/key-of-the-portal/` } });
  },
};

writeFileSync(`${process.env.STAND_IN_FOLDER}/${role}.json`, JSON.stringify({ pid: process.pid, env: process.env }));
roles[role]();

import { Connection } from '@temporalio/client';
import { say } from '@voronka/local-infra';
import type { Report } from '@voronka/local-infra';
import { flowOf, nodeOf, onFirstMessage, same } from '@voronka/testing';
import type { Stack } from '@voronka/testing';
import { withStack } from '../bench-stack.ts';
import { playDialogues } from '../dialogue/conversation.ts';
import { DialogueWatcher } from '../dialogue/product/dialogue-watcher.ts';
import { openEngineContender } from '../dialogue/product/engine-contender.ts';
import type { Figures } from '../figures.ts';
import type { Measured, Part } from '../part.ts';
import { against, number, renderTable } from '../table.ts';
import { scaleLimits } from './scaled-limits.ts';
import { countVendorCalls } from './vendor-calls.ts';
import { vendorNames, vendors } from './vendors.ts';
import type { Vendor, VendorName } from './vendors.ts';

const ofEach = ['overLimit', 'callsPerDialogue', 'refusedPerDialogue', 'seconds'] as const;

type CrmFigure = `crm.${VendorName}.${(typeof ofEach)[number]}`;

const dialogues = 1_000;
const atOnce = 60;

/** A dialogue that needs a contact, a lead and a note. */
const contactLeadNote = flowOf(
  [
    [
      onFirstMessage('start', 5),
      nodeOf('ask', 'ask', { slots: ['name', 'phone'], attempts: 3, question: same('Имя и номер?'), again: [] }),
      nodeOf('contact', 'findOrCreateContact', {}),
      nodeOf('lead', 'createLead', { title: same('{{name}}'), stageKey: 'unsorted' }),
      nodeOf('note', 'addNote', { text: same('{{phone}}') }),
      nodeOf('thanks', 'reply', { text: same('Спасибо!') }),
      nodeOf('end', 'end', {}),
    ],
  ],
  { 'ask:gaveUp': 'end' },
);

async function measureVendor(vendor: Vendor, report: Report): Promise<Figures<CrmFigure>> {
  report(say({ en: `  ${vendor.name}: starting the product`, ru: `  ${vendor.name}: запуск продукта` }));
  // The buckets are scaled and not lifted: the suites' trigger stays away.
  return withStack({ env: { SANDBOX_LIMITS: 'on' } }, (stack) => playOn(stack, vendor, report));
}

async function playOn(stack: Stack, vendor: Vendor, report: Report): Promise<Figures<CrmFigure>> {
  await vendor.join(stack);
  await stack.admin.publishFlow(contactLeadNote);
  await scaleLimits(stack, vendor);
  const connection = await Connection.connect({ address: stack.temporalAddress });
  const watcher = await DialogueWatcher.start(stack.databaseUrl);
  const engine = await openEngineContender(stack, connection, watcher);
  try {
    const calls = await countVendorCalls(stack, vendor.prefix);
    report(say({ en: `  ${vendor.name}: ${dialogues} dialogues`, ru: `  ${vendor.name}: ${dialogues} диалогов` }));
    const { seconds } = await playDialogues(engine, dialogues, atOnce);
    const { served, refused } = await calls.stop();
    await expectLeads(stack, vendor);
    const { atOnce: burst, perSecond } = vendor.limit;
    const dictated = (served / vendor.factor - burst) / perSecond;
    return {
      [`crm.${vendor.name}.overLimit`]: seconds / dictated,
      [`crm.${vendor.name}.callsPerDialogue`]: served / dialogues,
      [`crm.${vendor.name}.refusedPerDialogue`]: refused / dialogues,
      [`crm.${vendor.name}.seconds`]: seconds * vendor.factor,
    } as Figures<CrmFigure>;
  } finally {
    await engine.close();
    await watcher.close();
    await connection.close();
  }
}

/** @throws Error when the vendor has not got one lead for each dialogue: the time then says nothing */
async function expectLeads(stack: Stack, { name, prefix }: Vendor): Promise<void> {
  const { leads } = await stack.crm.control('GET', `${prefix}state`);
  const there = Array.isArray(leads) ? leads.length : 0;
  if (there !== dialogues) throw new Error(`${name} has ${there} leads of ${dialogues} dialogues`);
}

function tableOf(figures: Figures<CrmFigure>): string {
  const rows = [
    { name: 'callsPerDialogue', digits: 1, text: say({ en: 'requests per dialogue', ru: 'запросов на диалог' }) },
    { name: 'refusedPerDialogue', digits: 2, text: say({ en: '  refused besides', ru: '  сверх того отказано' }) },
    {
      name: 'seconds',
      digits: 0,
      text: say({ en: 'time at the real limits, s', ru: 'время при настоящих лимитах, с' }),
    },
    {
      name: 'overLimit',
      digits: 2,
      text: say({ en: 'over what the limit dictates', ru: 'к тому, что диктует лимит' }),
    },
  ] as const;
  const cells = (name: (typeof ofEach)[number], digits: number) =>
    vendorNames.map((vendor) => number(figures[`crm.${vendor}.${name}`], digits));
  return renderTable({
    title: say({
      en: `${dialogues} dialogues with contact, lead and note, at the vendor's limits`,
      ru: `${dialogues} диалогов с контактом, лидом и примечанием, при лимитах вендора`,
    }),
    head: ['', 'Bitrix24', 'amoCRM FULL'],
    rows: rows.map(({ name, digits, text }) => [text, ...cells(name, digits)]),
    notes: vendorNames.map((vendor) => {
      const over = figures[`crm.${vendor}.overLimit`];
      return `${vendor}: ${number(over, 2)} (${against(over, { atMost: 1.1 })})`;
    }),
  });
}

async function measure(report: Report): Promise<Measured<CrmFigure>> {
  let figures = {} as Figures<CrmFigure>;
  for (const vendor of vendors) figures = { ...figures, ...(await measureVendor(vendor, report)) };
  return { figures, tables: [tableOf(figures)] };
}

/** Dialogues through the vendors' limits. */
export const crmPart: Part<CrmFigure> = {
  name: 'crm',
  title: { en: 'CRMs at their limits', ru: 'CRM на пределе лимитов' },
  figureNames: ofEach.map((name) => `crm.{vendor}.${name}`),
  measure,
};

import { B24Hook } from '@bitrix24/b24jssdk';
import type { SandboxReadyLine } from '../../index.ts';

// Run by `runClientProgram`: the vendor's webhook client insists on https.

const ready = JSON.parse(process.env['SANDBOX_READY'] ?? '') as SandboxReadyLine;
const { pathname } = new URL(ready.bitrix24.webhookUrl);
const hook = B24Hook.fromWebhookUrl(`https://127.0.0.1:${ready.tlsPort}${pathname}`);
hook.offClientSideWarning();

async function resultOf(method: string, params: object): Promise<unknown> {
  const answer = await hook.actions.v2.call.make({ method, params: { ...params } });
  return answer.getData()?.result;
}

const id = await resultOf('crm.lead.add', { fields: { TITLE: 'По https' } });
const lead = (await resultOf('crm.lead.get', { id })) as { TITLE: string };
await resultOf('crm.lead.update', { id, fields: { TITLE: 'Изменён' } });
const list = (await resultOf('crm.lead.list', { filter: { ID: id }, select: ['TITLE'] })) as object[];
process.stdout.write(JSON.stringify({ title: lead.TITLE, list }));
process.exit(0);

export { startAmocrmSandbox } from './amocrm-sandbox.ts';
export type { AmocrmUnderTest } from './amocrm-sandbox.ts';
export { startBitrix24Sandbox } from './bitrix24-sandbox.ts';
export { describeCrmPort } from './crm-port.contract.ts';
export type { CrmFault, CrmOperation, CrmTraits, CrmUnderTest } from './crm-under-test.ts';
export { startSandboxProcess } from './sandbox-process.ts';
export type { SandboxProcess } from './sandbox-process.ts';

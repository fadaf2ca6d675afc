import { startBitrix24Sandbox } from '../contract/bitrix24-sandbox.ts';
import { describeCrmPort } from '../contract/crm-port.contract.ts';

describeCrmPort('Bitrix24, against the sandbox', startBitrix24Sandbox);

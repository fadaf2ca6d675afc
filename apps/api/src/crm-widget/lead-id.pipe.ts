import type { PipeTransform } from '@nestjs/common';
import { VoronkaError } from '@voronka/contracts';

const leadId = /^[1-9]\d{0,15}$/;

/** Lets ids of amoCRM's leads through; anything else is a lead that nobody wrote about. */
export class LeadIdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!leadId.test(value)) throw new VoronkaError('Dialogue.Unknown', 'not an id of a lead');
    return value;
  }
}

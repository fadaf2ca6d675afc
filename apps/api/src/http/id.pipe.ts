import type { PipeTransform } from '@nestjs/common';
import { VoronkaError } from '@voronka/contracts';
import type { ErrorCode } from '@voronka/contracts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Lets uuids through; anything else in their place is a record that does not exist. */
export class IdPipe implements PipeTransform<string, string> {
  /** @param code of the failure. @default Request.NotFound */
  constructor(private readonly code: ErrorCode = 'Request.NotFound') {}

  transform(value: string): string {
    if (!uuid.test(value)) throw new VoronkaError(this.code, 'not an id');
    return value.toLowerCase();
  }
}

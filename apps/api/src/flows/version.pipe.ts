import type { PipeTransform } from '@nestjs/common';
import { VoronkaError } from '@voronka/contracts';

/** Lets version numbers through; anything else in their place is a version that does not exist. */
export class VersionPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    if (!/^[1-9]\d{0,8}$/.test(value)) throw new VoronkaError('Request.NotFound', 'not a version');
    return Number(value);
  }
}

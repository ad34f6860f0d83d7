import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { validationFailed } from './validation.pipe.js';

/** A whole number from 1 to a billion in the path; 400 `not-a-number` where it is none. */
@Injectable()
export class IntParam implements PipeTransform<string, number> {
  transform(value: string, { data: name = 'number' }: ArgumentMetadata): number {
    if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
    throw validationFailed([
      { pointer: `/${name}`, code: 'not-a-number', message: `${name} must be a whole number` },
    ]);
  }
}

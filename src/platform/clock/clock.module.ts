import { type DynamicModule, Module } from '@nestjs/common';
import { Clock } from './clock.js';

/** Gives every module the one clock the application was created with. */
@Module({})
export class ClockModule {
  static register(clock: Clock): DynamicModule {
    return {
      module: ClockModule,
      global: true,
      providers: [{ provide: Clock, useValue: clock }],
      exports: [Clock],
    };
  }
}

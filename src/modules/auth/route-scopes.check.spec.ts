import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { Public } from './public.decorator.js';
import { RequireScopes } from './require-scopes.decorator.js';
import { RouteScopesCheck } from './route-scopes.check.js';

@Controller()
class Declared {
  @Get('scoped')
  @RequireScopes('firm:read')
  scoped(): void {}

  @Get('public')
  @Public()
  public(): void {}

  helper(): void {}
}

@Public()
@Controller()
class PublicController {
  @Get()
  get(): void {}
}

@Controller()
class Undeclared {
  @Get('open')
  forgotten(): void {}
}

const start = async (...controllers: Type[]): Promise<void> => {
  @Module({ imports: [DiscoveryModule], controllers, providers: [RouteScopesCheck] })
  class TestModule {}
  const module = await Test.createTestingModule({ imports: [TestModule] }).compile();
  await module.init();
  await module.close();
};

describe('RouteScopesCheck', () => {
  it('lets an application start whose routes all say who may call them', async () => {
    await expect(start(Declared, PublicController)).resolves.toBeUndefined();
  });

  it('stops the start where a route says neither scopes nor public, and names it', async () => {
    await expect(start(Declared, Undeclared)).rejects.toThrow('Undeclared.forgotten');
  });
});

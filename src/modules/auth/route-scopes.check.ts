import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { PUBLIC } from './public.decorator.js';
import { REQUIRED_SCOPES } from './require-scopes.decorator.js';

/** Stops the start where a route says neither which scopes it needs nor that it is public. */
@Injectable()
export class RouteScopesCheck implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const undeclared = this.undeclaredRoutes();
    if (undeclared.length > 0) {
      throw new Error(`Routes need @RequireScopes or @Public: ${undeclared.join(', ')}`);
    }
  }

  private undeclaredRoutes(): string[] {
    return this.discovery.getControllers().flatMap(({ metatype, name }) => {
      if (typeof metatype !== 'function') return [];
      const prototype = metatype.prototype as Readonly<Record<string, unknown>>;
      return this.scanner
        .getAllMethodNames(prototype)
        .filter((method) => {
          const handler = prototype[method];
          return typeof handler === 'function' && Reflect.hasMetadata(PATH_METADATA, handler)
            ? !this.isDeclared(handler as () => unknown, metatype as () => unknown)
            : false;
        })
        .map((method) => `${name}.${method}`);
    });
  }

  private isDeclared(...route: (() => unknown)[]): boolean {
    return [PUBLIC, REQUIRED_SCOPES].some(
      (key) => this.reflector.getAllAndOverride<unknown>(key, route) !== undefined,
    );
  }
}

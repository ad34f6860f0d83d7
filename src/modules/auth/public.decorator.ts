import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const PUBLIC = 'auth:public';

/** A route that needs no key. Every other route names its scopes with `@RequireScopes`. */
export const Public = (): CustomDecorator => SetMetadata(PUBLIC, true);

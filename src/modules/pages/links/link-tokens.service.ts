import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { errors, jwtVerify, SignJWT } from 'jose';
import { Clock } from '../../../platform/clock/clock.js';
import { AppConfig } from '../../../platform/config/app-config.js';
import { HttpProblem } from '../../../platform/http/problem.js';
import type { Page } from '../pages.js';
import type { PageLink } from './page-link.js';

const ALGORITHM = 'HS256';
const ISSUER = 'allocation-advisor';
const PARAMETERS = 'parameters';

/** A link's token with the instant from which it is refused. */
export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Signs and reads the tokens of links: a JWT whose audience is one page and whose subject is one firm. Without
 * LINK_SECRET it signs with a secret of this process, so that other processes refuse its links.
 */
@Injectable()
export class LinkTokens {
  private readonly secret: Uint8Array;

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {
    this.secret =
      config.linkSecret === undefined ? randomBytes(32) : new TextEncoder().encode(config.linkSecret);
  }

  async issue({ page, firmId, parameters }: PageLink): Promise<IssuedToken> {
    const issuedAt = Math.floor(this.clock.now().getTime() / 1000);
    const expiry = issuedAt + this.config.linkMinutes * 60;
    const token = await new SignJWT({ [PARAMETERS]: parameters })
      .setProtectedHeader({ alg: ALGORITHM })
      .setIssuer(ISSUER)
      .setAudience(page)
      .setSubject(firmId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiry)
      .sign(this.secret);
    return { token, expiresAt: new Date(expiry * 1000) };
  }

  /** The firm and parameters of a token for this page. Throws 401 `link-expired`, `link-invalid`. */
  async read(page: Page, token: string | undefined): Promise<PageLink> {
    try {
      const { payload } = await jwtVerify(token ?? '', this.secret, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: page,
        requiredClaims: ['sub', 'exp', PARAMETERS],
        currentDate: this.clock.now(),
      });
      // Only this class signs, and only what a PageLink of that page holds.
      return {
        page,
        firmId: String(payload.sub),
        parameters: payload[PARAMETERS] as PageLink['parameters'],
      };
    } catch (error) {
      throw error instanceof errors.JWTExpired
        ? new HttpProblem(401, 'link-expired', 'This link has expired. Ask for a new one.')
        : new HttpProblem(401, 'link-invalid', 'This link is not valid here. Ask for a new one.');
    }
  }
}

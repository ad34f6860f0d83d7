import { Injectable } from '@nestjs/common';
import { advisedAccount } from './advised-account.mapper.js';
import { Advisors } from './advisors.service.js';
import type { PreviewDto } from './dto/ask.dto.js';

/** Advises accounts that aren't stored. */
@Injectable()
export class PreviewService {
  constructor(private readonly advisors: Advisors) {}

  /** The advice as JSON text. */
  async preview(firmId: string, request: PreviewDto): Promise<string> {
    const { advisor, knownAt } = await this.advisors.tryOut(firmId, request);
    return advisor.adviseJson(advisedAccount(request), { knownAt });
  }
}

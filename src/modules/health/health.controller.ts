import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Problems } from '../../platform/http/problems.decorator.js';
import { Public } from '../auth/public.decorator.js';
import { HealthService } from './health.service.js';

class HealthDto {
  @ApiProperty({ example: 'ok' })
  status!: string;
}

@ApiTags('Health')
@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  @ApiOkResponse({ type: HealthDto })
  checkLive(): HealthDto {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'The database answers and prices are loaded' })
  @ApiOkResponse({ type: HealthDto })
  @Problems(503)
  async checkReady(): Promise<HealthDto> {
    await this.health.assertReady();
    return { status: 'ok' };
  }
}

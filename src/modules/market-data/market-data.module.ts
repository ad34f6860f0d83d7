import { Module } from '@nestjs/common';
import { AppConfig } from '../../platform/config/app-config.js';
import { AnnouncedClosureRepository } from './calendar/announced-closure.repository.js';
import { AnnouncedClosuresService } from './calendar/announced-closures.service.js';
import { BarStagingRepository } from './bar-staging.repository.js';
import { BarsService } from './bars.service.js';
import { CorporateActionRepository } from './corporate-action.repository.js';
import { CorrectionRepository } from './correction.repository.js';
import { DataLoader } from './data-loader.service.js';
import { FedStatementRepository } from './fed-statement.repository.js';
import { FedStatementsService } from './fed-statements.service.js';
import { ImportBarsService } from './import-bars.service.js';
import { InstallationRepository } from './installation.repository.js';
import { MacroObservationRepository } from './macro-observation.repository.js';
import { MarketDataReader } from './market-data-reader.service.js';
import { MarketDataWriter } from './market-data-writer.service.js';
import { MarketDataController } from './market-data.controller.js';
import { ObservationsService } from './observations.service.js';
import { PriceBarRepository } from './price-bar.repository.js';
import { CsvDirectoryProvider } from './providers/csv-directory/csv-directory.provider.js';
import { MarketDataProvider } from './providers/provider.port.js';
import { SampleProvider } from './providers/sample/sample.provider.js';
import { ProvenanceReader } from './provenance-reader.service.js';
import { LiveProviders } from './providers/live-providers.js';
import { SharedWritesRepository } from './shared-writes.repository.js';
import { SourceCloseRepository } from './source-close.repository.js';
import { StoredDataCheck } from './stored-data-check.service.js';
import { StoredDataRepository } from './stored-data.repository.js';
import { SyncController } from './sync/sync.controller.js';
import { SyncBars } from './sync/sync-bars.service.js';
import { SyncJobRepository } from './sync/sync-job.repository.js';
import { SyncRunner } from './sync/sync-runner.service.js';
import { SyncSchedule } from './sync/sync-schedule.service.js';
import { SyncSeries } from './sync/sync-series.service.js';
import { SyncService } from './sync/sync.service.js';
import { SyncedPrices } from './synced-prices.repository.js';
import { TotalReturns } from './total-returns.service.js';
import { QualityRepository } from './quality.repository.js';
import { QualityService } from './quality.service.js';
import { Clock } from '../../platform/clock/clock.js';

/** The sample only where no directory of real data is set: the two are never mixed. */
const providerFor = (config: AppConfig): MarketDataProvider =>
  config.dataset === 'sample' ? new SampleProvider() : new CsvDirectoryProvider(config);

@Module({
  controllers: [MarketDataController, SyncController],
  providers: [
    { provide: MarketDataProvider, useFactory: providerFor, inject: [AppConfig] },
    {
      provide: LiveProviders,
      useFactory: (config: AppConfig, clock: Clock) => new LiveProviders(config, clock),
      inject: [AppConfig, Clock],
    },
    AnnouncedClosureRepository,
    AnnouncedClosuresService,
    BarStagingRepository,
    BarsService,
    CorporateActionRepository,
    CorrectionRepository,
    DataLoader,
    FedStatementRepository,
    FedStatementsService,
    ImportBarsService,
    InstallationRepository,
    MacroObservationRepository,
    MarketDataReader,
    MarketDataWriter,
    ObservationsService,
    PriceBarRepository,
    ProvenanceReader,
    SharedWritesRepository,
    SourceCloseRepository,
    QualityRepository,
    QualityService,
    StoredDataCheck,
    StoredDataRepository,
    SyncBars,
    SyncJobRepository,
    SyncRunner,
    SyncSchedule,
    SyncSeries,
    SyncService,
    SyncedPrices,
    TotalReturns,
  ],
  exports: [
    AnnouncedClosuresService,
    DataLoader,
    FedStatementsService,
    MarketDataReader,
    ObservationsService,
    QualityService,
    StoredDataCheck,
    SyncRunner,
    SyncSchedule,
    SyncService,
    TotalReturns,
  ],
})
export class MarketDataModule {}

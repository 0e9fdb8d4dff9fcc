// As the SDK's README has it for browsers, with the batching processor it recommends over the simple one. It validates
// nothing, and keeps nothing on the device: there is no way to have it do so.
import {
  BatchLogRecordProcessor,
  LoggerProvider
} from '@opentelemetry/sdk-logs';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { logs } from '@opentelemetry/api';

export async function start({ off }) {
  if (off) {
    // Without a provider the API hands out loggers that do nothing.
    const logger = logs.getLogger('bench');
    return { emit: data => logger.emit({ attributes: data }) };
  }
  const exporter = new OTLPLogExporter({ url: '/v1/logs' });
  const provider = new LoggerProvider({
    processors: [new BatchLogRecordProcessor({ exporter })]
  });
  const logger = provider.getLogger('bench');
  return {
    emit: data => logger.emit({ eventName: 'cell-executed', attributes: data }),
    flush: () => provider.forceFlush()
  };
}

import type {
  IRecord,
  ISink,
  JSONObject,
  JSONValue,
  Outcome
} from '@jupyter-eventlog/core';
import { isObject } from '@jupyter-eventlog/core';
import type { IDirectOptions } from './direct.js';
import { isTooMuch, objectIn, poster } from './direct.js';

/**
 * A receiver of the OpenTelemetry Collector takes 20 MiB; others take less, and
 * what a request may hold is left to them.
 * https://github.com/open-telemetry/opentelemetry-collector/tree/main/config/confighttp
 */
const LIMITS = { count: 1_000, bytes: 4 << 20 };

/** What this sink needs. */
export interface IOTLPOptions extends IDirectOptions {
  /** Where logs are posted, ending with `/v1/logs`. */
  readonly url: string;

  /** The name of the service in the resource. */
  readonly service?: string;

  /** Told how many events of a batch were refused. */
  readonly warn?: (message: string) => void;
}

/**
 * Sends events as log records by OTLP/HTTP in JSON.
 * https://opentelemetry.io/docs/specs/otlp/#otlphttp
 */
export function otlpSink(options: IOTLPOptions): ISink {
  const { url, destination, thirdParty = true, warn = console.warn } = options;
  const post = poster(options);
  return {
    name: options.name ?? 'otlp',
    destination,
    thirdParty,
    isLast: true,
    send: async (batch, { keepalive } = {}) => {
      const body = JSON.stringify(exported(batch, options.service));
      if (isTooMuch(batch, body, LIMITS)) {
        return { kind: 'split' };
      }
      const answered = await post(url, body, keepalive);
      return answered.kind === 'taken'
        ? taken(answered.text, batch.length, warn)
        : answered;
    }
  };
}

/**
 * A part may be refused, and nobody says which one; it must not be sent again.
 * https://opentelemetry.io/docs/specs/otlp/#partial-success-1
 */
function taken(
  text: string,
  count: number,
  warn: (message: string) => void
): Outcome {
  const refused = Number(partial(text).rejectedLogRecords ?? 0);
  if (!(refused > 0)) {
    return { kind: 'delivered' };
  }
  if (refused >= count) {
    return { kind: 'aside', reason: 'the receiver refused all of it' };
  }
  warn(`Jupyter EventLog: OTLP refused ${refused} of ${count} events.`);
  return { kind: 'delivered' };
}

function partial(text: string): JSONObject {
  const said = objectIn(text)?.partialSuccess;
  return isObject(said) ? said : {};
}

function exported(batch: readonly IRecord[], service = 'jupyter'): JSONObject {
  return {
    resourceLogs: [
      {
        resource: { attributes: [attribute('service.name', service)] },
        scopeLogs: [
          {
            scope: { name: '@jupyter-eventlog' },
            logRecords: batch.map(logRecord)
          }
        ]
      }
    ]
  };
}

/** An event: its schema is the name, its data the body. */
function logRecord(record: IRecord): JSONObject {
  const { session, sequence } = record;
  return {
    timeUnixNano: nanoseconds(record.time),
    // INFO: https://opentelemetry.io/docs/specs/otel/logs/data-model/#severity-fields
    severityNumber: 9,
    eventName: record.schema_id,
    body: anyValue(record.data),
    attributes: [
      attribute('cloudevents.event_id', record.id),
      attribute('eventlog.schema_version', record.version),
      attribute('eventlog.redacted', record.redacted),
      ...(session === ''
        ? []
        : [
            attribute('session.id', session),
            attribute('eventlog.sequence', sequence)
          ])
    ]
  };
}

function attribute(key: string, value: JSONValue): JSONObject {
  return { key, value: anyValue(value) };
}

/** https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
function anyValue(value: JSONValue): JSONObject {
  if (value === null) {
    return {};
  }
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'boolean':
      return { boolValue: value };
    case 'number':
      return Number.isInteger(value)
        ? { intValue: String(value) }
        : { doubleValue: value };
    default:
      return Array.isArray(value)
        ? { arrayValue: { values: value.map(anyValue) } }
        : {
            kvlistValue: {
              values: Object.entries(value).map(([key, one]) =>
                attribute(key, one)
              )
            }
          };
  }
}

/** Of an RFC 3339 time in UTC with six digits. */
function nanoseconds(time: string): string {
  const micros = time.slice(23, 26).padEnd(3, '0');
  return `${Date.parse(time)}${micros}000`;
}

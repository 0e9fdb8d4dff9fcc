import type {
  IPolicyView,
  JSONObject,
  Registry,
  ISchemaPolicy
} from '@jupyter-eventlog/core';
import {
  PolicyError,
  isObject,
  own,
  pageDestinations,
  pageSinks,
  parsePolicy,
  runsInPage,
  writtenView
} from '@jupyter-eventlog/core';

/** What a server would do, and a page does not. */
const FOR_SERVERS = [
  'consent_retention',
  'handlers',
  'hash_key',
  'hash_rotation',
  'upstream'
];

/**
 * The policy that a site's configuration is, as a server would give it.
 *
 * Throws PolicyError, whose message names every mistake, a line each.
 */
export function sitePolicy(
  config: JSONObject,
  registry: Registry
): IPolicyView {
  const parsed = parsePolicy(config);
  const said = own(config, 'sinks');
  const sinks = isObject(said) ? said : {};
  const mistakes = [
    ...parsed.errors,
    ...FOR_SERVERS.filter(key => own(config, key) != null).map(
      key => `${key}: a page without a server has no use for it; leave it out`
    ),
    ...sinkMistakes(sinks),
    ...[...parsed.schemas.values()].flatMap(entry => unknownSinks(entry, sinks))
  ];
  if (mistakes.length > 0) {
    throw new PolicyError(mistakes.join('\n'));
  }
  return {
    ...writtenView(config, registry, pageDestinations(sinks)),
    page_sinks: pageSinks(sinks)
  };
}

function sinkMistakes(sinks: JSONObject): string[] {
  const names = Object.keys(sinks);
  return [
    ...names.flatMap(name => {
      const where = `sinks["${name}"]`;
      if (!runsInPage(sinks[name])) {
        return `${where}: this page has no server; add "runs_in": "page"`;
      }
      return own(sinks[name], 'class') === 'jupyter-events'
        ? `${where}: this page has no server that listens to events`
        : [];
    }),
    ...(names.length === 0
      ? ['sinks: name where events go: this page has no server that keeps any']
      : [])
  ];
}

function unknownSinks(entry: ISchemaPolicy, sinks: JSONObject): string[] {
  return (entry.sinks ?? [])
    .filter(name => own(sinks, name) === undefined)
    .map(
      name =>
        `allowed_schemas["${entry.schemaId}"]: sinks: "${name}" is not one of the sinks`
    );
}

import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const RESULTS = new URL('../results/', import.meta.url);

/**
 * One measured number against its goal, an upper bound. `peers` are others'
 * numbers of the same run, by name; ours stands beside the best of them.
 */
export function row(name, unit, ours, goal, peers = {}) {
  const best = Object.entries(peers).sort(
    ([, one], [, other]) => one - other
  )[0];
  const [peerName, peer] = best ?? [null, null];
  return {
    name,
    unit,
    ours: rounded(ours),
    peer: peer === null ? null : rounded(peer),
    peer_name: peerName,
    ratio: peer === null || !(ours > 0) ? null : rounded(peer / ours),
    goal,
    met: ours <= goal,
    ...(best && {
      peers: Object.fromEntries(
        Object.entries(peers).map(([key, value]) => [key, rounded(value)])
      )
    })
  };
}

/** Print rows. */
export function show(rows) {
  for (const { name, ours, unit, goal, met, peers = {} } of rows) {
    const beside = Object.entries(peers).map(
      ([key, value]) => `${key} ${value}`
    );
    const verdict = met ? 'met' : 'MISSED';
    console.log(
      [`${name} ${ours} ${unit} (goal ${goal}): ${verdict}`, ...beside].join(
        '; '
      )
    );
  }
}

/** Write rows into a file of results, each in the place of the one of its name. */
export function merge(rows, name) {
  const file = new URL(name, RESULTS);
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const merged = new Map([...known, ...rows].map(one => [one.name, one]));
  writeFileSync(file, `${JSON.stringify([...merged.values()], null, 2)}\n`);
}

function rounded(value) {
  return Math.round(value * 100) / 100;
}

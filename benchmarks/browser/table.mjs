import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const RESULTS = new URL('../results/', import.meta.url);

/** One measured number against its goal, an upper bound. */
export function row(name, unit, ours, goal) {
  const rounded = Math.round(ours * 100) / 100;
  return {
    name,
    unit,
    ours: rounded,
    peer: null,
    peer_name: null,
    ratio: null,
    goal,
    met: ours <= goal
  };
}

/** Print rows. */
export function show(rows) {
  for (const { name, ours, unit, goal, met } of rows) {
    const verdict = met ? 'met' : 'MISSED';
    console.log(`${name} ${ours} ${unit} (goal ${goal}): ${verdict}`);
  }
}

/** Write rows into a file of results, each in the place of the one of its name. */
export function merge(rows, name) {
  const file = new URL(name, RESULTS);
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const merged = new Map([...known, ...rows].map(one => [one.name, one]));
  writeFileSync(file, `${JSON.stringify([...merged.values()], null, 2)}\n`);
}

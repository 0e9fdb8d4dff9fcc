// Measures what a page pays for us, beside others, prints it, and writes benchmarks/results/browser.json:
// `make bench-browser [ARGS="--rounds 1 --only ours,otel"]`.
import { parseArgs } from 'node:util';
import { measurePeers, measureSize } from './size.mjs';
import { merge, row, show } from './table.mjs';
import { measureTime } from './time.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' }
  }
});
const KB = 1000;
const { first, collecting } = await measureSize();
const peers = Object.fromEntries(
  Object.entries(await measurePeers()).map(([key, bytes]) => [key, bytes / KB])
);
const rows = [
  row('core_rest_gzip_kb', 'kB', first / KB, 8, peers),
  row(
    'core_rest_collecting_gzip_kb',
    'kB',
    (first + collecting) / KB,
    15,
    peers
  ),
  ...(await measureTime({
    rounds: Number(values.rounds),
    only: values.only?.split(',')
  }))
];
// What was measured in part is no result.
if (!values.only) {
  merge(rows, 'browser.json');
}
show(rows);
process.exitCode = rows.every(one => one.met) ? 0 : 1;

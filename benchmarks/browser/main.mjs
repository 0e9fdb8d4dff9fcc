// Measures what a page pays for us, prints it, and writes benchmarks/results/browser.json: `make bench-browser`.
import { measureSize } from './size.mjs';
import { merge, row, show } from './table.mjs';

const KB = 1000;
const { first, collecting } = await measureSize();
const rows = [
  row('core_rest_gzip_kb', 'kB', first / KB, 8),
  row('core_rest_collecting_gzip_kb', 'kB', (first + collecting) / KB, 15)
];
merge(rows, 'browser.json');
show(rows);
process.exitCode = rows.every(one => one.met) ? 0 : 1;

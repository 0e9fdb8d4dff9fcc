/** A hint at what was meant, or an empty string. */
export function nearest(
  word: string,
  known: Iterable<string>,
  cutoff = 0.6
): string {
  const found = closest(word, known, cutoff);
  return found === null ? '' : `; did you mean "${found}"?`;
}

/** The most similar of some words, as Python's difflib measures it. */
export function closest(
  word: string,
  known: Iterable<string>,
  cutoff: number
): string | null {
  let best: string | null = null;
  let score = cutoff;
  for (const candidate of known) {
    const ratio = similarity(candidate, word);
    if (ratio > score || (ratio === score && (best ?? '') < candidate)) {
      best = candidate;
      score = ratio;
    }
  }
  return best;
}

function similarity(a: string, b: string): number {
  const total = a.length + b.length;
  return total === 0 ? 1 : (2 * matches(a, b)) / total;
}

/** Characters in common: the longest common run, and the same on its sides. */
function matches(a: string, b: string): number {
  const [startA, startB, size] = longestRun(a, b);
  return size === 0
    ? 0
    : size +
        matches(a.slice(0, startA), b.slice(0, startB)) +
        matches(a.slice(startA + size), b.slice(startB + size));
}

function longestRun(a: string, b: string): [number, number, number] {
  let best: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      let size = 0;
      while (i + size < a.length && a[i + size] === b[j + size]) {
        size++;
      }
      if (size > best[2]) {
        best = [i, j, size];
      }
    }
  }
  return best;
}

import type { IDisclosure, IField } from '@jupyter-eventlog/core';
import { LEVELS, plainCategory } from '@jupyter-eventlog/core';

/** The fields that outlive the full record. */
export function remaining({ fields, sanitize }: IDisclosure): IField[] {
  const allowed = [
    'unrestricted',
    ...(LEVELS.get(sanitize?.level ?? '') ?? []),
    ...(sanitize?.allowed_categories ?? []).map(plainCategory)
  ];
  const paths = sanitize?.allowed_properties ?? [];
  return fields.filter(
    ({ path, categories }) =>
      paths.some(allowedPath => isWithin(path, allowedPath)) ||
      categories.every(category => allowed.includes(category))
  );
}

/** Whether a path is another one, or lies beneath it. */
function isWithin(path: string, above: string): boolean {
  return (
    path === above ||
    path.startsWith(`${above}.`) ||
    path.startsWith(`${above}[`)
  );
}

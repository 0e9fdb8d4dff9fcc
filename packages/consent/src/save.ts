/** Hand a file to the browser, which asks the person where to keep it. */
export function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** A file of JSON. */
export function jsonFile(value: unknown): Blob {
  return new Blob([JSON.stringify(value, null, 2)], {
    type: 'application/json'
  });
}

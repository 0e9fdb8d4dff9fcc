/** What the page itself says, so that off costs no request. */
export interface IPage {
  /** Whether the operator has allowed anything. */
  readonly enabled: boolean;

  /** Whether the operator's settings hold a mistake. */
  readonly error: boolean;
}

/** Read the page's option; what cannot be read is off. */
export function readPage(option: string): IPage {
  try {
    const page = JSON.parse(option || '{}') as Partial<IPage>;
    return { enabled: page.enabled === true, error: page.error === true };
  } catch {
    return { enabled: false, error: false };
  }
}

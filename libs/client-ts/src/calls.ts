// Calls: what the generated operations need of whoever makes them, and pages followed to their end.

/** Bytes of a file. */
export type Content = Uint8Array | Blob;

export type Query = Record<string, unknown>;

export interface Call {
  query?: Query;
  body?: unknown;
  content?: Content;
  contentType?: string;
  ifMatch?: number | undefined;
  key?: string | undefined;
  takesKey?: boolean;
}

export interface Caller {
  call(method: string, path: string, call?: Call): Promise<unknown>;
  download(method: string, path: string, call?: Call): Promise<Uint8Array>;
  stream(method: string, path: string, call?: Call): AsyncGenerator<Record<string, unknown>>;
}

/** Which page of a list. */
export interface Page {
  /** Rows of a page, at most. */
  limit?: number;
  /** `next_cursor` of the page before, with the same filters. */
  cursor?: string;
}

interface PageOf<Item> {
  data: Item[];
  next_cursor?: string | null;
}

/** Yields what a list has, page after page, a hundred at a time. */
export async function* iteratePages<Item>(
  read: (page: Page) => Promise<PageOf<Item>>,
): AsyncGenerator<Item> {
  let cursor: string | undefined;
  do {
    const page: PageOf<Item> = await read(cursor === undefined ? { limit: 100 } : { limit: 100, cursor });
    yield* page.data;
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
}

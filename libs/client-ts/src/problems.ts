// Problems: what Parley answers when it refuses (RFC 9457).

interface Mistake {
  pointer?: string;
  message?: string;
}

/** Refusal of a request. `code` is stable, `message` is for people; `members` has whatever else it says. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly members: Record<string, unknown>;

  constructor(status: number, members: Record<string, unknown>) {
    const code = String(members["code"] ?? members["error"] ?? "unreadable");
    const detail = String(members["detail"] ?? members["error_description"] ?? `HTTP ${status}`);
    super(`${code}: ${detail}${spellMistakes(members["errors"])}`);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.members = members;
  }
}

function spellMistakes(mistakes: unknown): string {
  const listed = Array.isArray(mistakes) ? (mistakes as Mistake[]) : [];
  return listed.map((one) => ` (${one.pointer}: ${one.message})`).join("");
}

export async function readProblem(answer: Response): Promise<Problem> {
  const members: unknown = await answer.json().catch(() => undefined);
  const isObject = typeof members === "object" && members !== null && !Array.isArray(members);
  return new Problem(answer.status, isObject ? (members as Record<string, unknown>) : {});
}

/** Parley was not reached: something else answered in its place. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

/** Throws NoAnswer for a page: of a site that answers everything with its own, or of a network that wants to be paid or
 * agreed to first. */
export function requireNoPage(answer: Response): void {
  if (!answer.headers.get("Content-Type")?.includes("html")) return;
  const [address] = answer.url.split("?");
  throw new NoAnswer(`what answers at ${address} is a page, and no Parley`);
}

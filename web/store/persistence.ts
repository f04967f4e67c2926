/** Whether a browser will keep what it was given. */

/** Kept until the reader removes it, kept as long as the browser likes, or no answer. */
export type Promised = "kept" | "perhaps" | "unknown";

/** Ask the browser not to throw the data away. */
export async function keep(): Promise<Promised> {
  try {
    return (await navigator.storage.persist()) ? "kept" : "perhaps";
  } catch {
    return "unknown";
  }
}

/** What it has promised so far. */
export async function promised(): Promise<Promised> {
  try {
    return (await navigator.storage.persisted()) ? "kept" : "perhaps";
  } catch {
    return "unknown";
  }
}

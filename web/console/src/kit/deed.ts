import { createContext, useContext } from "react";

/** Something a person did that can be told in the past and, mostly, undone. */
export interface Deed<T> {
  /** What is said once it is done: "Caso resuelto". */
  said: string;
  run: () => Promise<T>;
  /** The inverse; null where there is none. */
  undo: (() => Promise<unknown>) | null;
  /** Put the answer where the screens read. */
  then: (answer: T) => void;
  /** Where to go once it was undone. */
  back?: () => void;
  /** How long its undo is offered, in milliseconds, where that is not the usual. */
  lasts?: number;
}

export type Perform = <T>(deed: Deed<T>) => Promise<boolean>;

export interface Doing {
  perform: Perform;
  /** The last deed done, while it can be undone. */
  done: { said: string; undo: (() => void) | null; key: number; lasts: number } | null;
  /** The last one refused. */
  failed: { error: unknown; retry: () => void } | null;
  dismiss: () => void;
}

export const DoingContext = createContext<Doing | null>(null);

export function useDoing(): Doing {
  const doing = useContext(DoingContext);
  if (!doing) throw new Error("useDoing outside the desk");
  return doing;
}

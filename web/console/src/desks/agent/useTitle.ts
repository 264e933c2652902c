import { useEffect } from "react";
import { badge } from "~/kit/badge";

/** The tab says what is open, and how many of mine nobody has read. */
export function useTitle(unread: number, subject: string | null) {
  useEffect(() => {
    document.title = [unread > 0 ? `(${unread})` : "", subject || "Trato"].filter(Boolean).join(" ");
  }, [unread, subject]);
  useEffect(() => badge(unread), [unread]);
}

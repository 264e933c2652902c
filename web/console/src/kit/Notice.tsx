import { CircleAlert, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import css from "./Notice.module.css";

const ICONS: Record<Tone, LucideIcon> = { plain: Info, approaching: CircleAlert, breached: TriangleAlert, uncertain: CircleAlert };

/** A sentence that belongs to the place it stands in, with a deed where there is a remedy. */
export function Notice({ tone = "plain", children, deed }: { tone?: Tone; children: ReactNode; deed?: ReactNode }) {
  const Icon = ICONS[tone];
  return (
    <div className={css.notice} data-tone={tone} role={tone === "breached" ? "alert" : "note"}>
      <Icon size={16} aria-hidden />
      <div className={css.words}>{children}</div>
      {deed}
    </div>
  );
}

type Tone = "plain" | "approaching" | "breached" | "uncertain";

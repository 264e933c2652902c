import { t } from "@lingui/core/macro";
import { Eye, MessageCircleMore } from "lucide-react";
import type { Viewer } from "~/client/contract/cases";
import css from "./CaseRow.module.css";

/** Who else has the case of a row on screen, and whether they write. */
export function RowViewers({ viewers, myId }: { viewers: Viewer[]; myId: string }) {
  const others = viewers.filter((one) => one.user_id !== myId);
  if (others.length === 0) return null;
  const typing = others.find((one) => one.typing);
  const words = typing ? t`${typing.name} está escribiendo` : t`${others.map((one) => one.name).join(", ")} lo está viendo`;
  const Glyph = typing ? MessageCircleMore : Eye;
  return (
    <span className={css.looked} title={words}>
      <Glyph size={14} aria-hidden />
      <span className="unseen">{words}</span>
    </span>
  );
}

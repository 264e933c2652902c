import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { LifeBuoy } from "lucide-react";
import { Kbd } from "~/kit/Kbd";
import { keysOf } from "~/kit/keymap";
import { helpQuery, waitsForMe } from "~/rooms/cases/help";
import { useMe } from "./useMe";

/** How much help waits for me; nothing where none is asked. */
export function HelpLink({ className, onOpen }: { className: string | undefined; onOpen: () => void }) {
  const me = useMe();
  const { data } = useQuery(helpQuery);
  const count = (data ?? []).filter((one) => waitsForMe(one, me.user.id)).length;
  if ((data ?? []).length === 0) return null;
  return (
    <button type="button" className={className} onClick={onOpen}>
      <LifeBuoy size={16} aria-hidden />
      {count > 0 ? t`Ayuda pedida (${count})` : t`Ayuda pedida`}
      <Kbd keys={keysOf("go.help", "g y")} />
    </button>
  );
}

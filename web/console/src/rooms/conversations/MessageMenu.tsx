import { t } from "@lingui/core/macro";
import { Copy, Ellipsis, Eye, EyeOff, FolderInput, Reply, Split, ThumbsUp, Trash2 } from "lucide-react";
import type { Message } from "~/client/contract/messages";
import type { Moderation } from "~/client/contract/moderation";
import { IconButton } from "~/kit/IconButton";
import { Menu } from "~/kit/Menu";
import { MenuItem } from "~/kit/MenuItem";
import { actWords } from "./moderating";
import { textOf } from "./thread";

const ICONS = { hide: EyeOff, unhide: Eye, like: ThumbsUp, unlike: ThumbsUp, delete: Trash2 };
const ORDER: Moderation[] = ["hide", "unhide", "like", "unlike", "delete"];
const KEYS: Record<Moderation, string> = { hide: "o", unhide: "o", like: "l", unlike: "l", delete: "Shift+D" };

/** What can be done with one message. */
export function MessageMenu({ message, acts, onAct, onQuote, onSplit, onMove }: Props) {
  return (
    <Menu trigger={<IconButton icon={Ellipsis} name={t`Más sobre este mensaje`} size={14} />}>
      {onQuote ? (
        <MenuItem onSelect={onQuote}>
          <Reply size={16} aria-hidden />
          {message.public ? t`Responder a este comentario` : t`Responder citando`}
        </MenuItem>
      ) : null}
      {ORDER.filter((act) => acts.includes(act)).map((act) => {
        const Icon = ICONS[act];
        return (
          <MenuItem key={act} keys={KEYS[act]} onSelect={() => onAct(act)}>
            <Icon size={16} aria-hidden />
            {actWords(act)}
          </MenuItem>
        );
      })}
      {onSplit ? (
        <MenuItem onSelect={onSplit}>
          <Split size={16} aria-hidden />
          {t`Segundo caso desde aquí…`}
        </MenuItem>
      ) : null}
      {onMove ? (
        <MenuItem onSelect={onMove}>
          <FolderInput size={16} aria-hidden />
          {t`Mover a otro caso…`}
        </MenuItem>
      ) : null}
      <MenuItem onSelect={() => void navigator.clipboard.writeText(textOf(message))}>
        <Copy size={16} aria-hidden />
        {t`Copiar el texto`}
      </MenuItem>
    </Menu>
  );
}

interface Props {
  message: Message;
  /** What may be done with it where it stands in public. */
  acts: Moderation[];
  onAct: (act: Moderation) => void;
  onQuote: (() => void) | null;
  onSplit: (() => void) | null;
  onMove: (() => void) | null;
}

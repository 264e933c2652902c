import { t } from "@lingui/core/macro";
import { Copy, Ellipsis, FolderInput, Reply, Split } from "lucide-react";
import type { Message } from "~/client/contract/messages";
import { IconButton } from "~/kit/IconButton";
import { Menu } from "~/kit/Menu";
import { MenuItem } from "~/kit/MenuItem";
import { textOf } from "./thread";

/** What can be done with one message. */
export function MessageMenu({ message, onQuote, onSplit, onMove }: Props) {
  return (
    <Menu trigger={<IconButton icon={Ellipsis} name={t`Más sobre este mensaje`} size={14} />}>
      {onQuote ? (
        <MenuItem onSelect={onQuote}>
          <Reply size={16} aria-hidden />
          {t`Responder citando`}
        </MenuItem>
      ) : null}
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
  onQuote: (() => void) | null;
  onSplit: (() => void) | null;
  onMove: (() => void) | null;
}

import { t } from "@lingui/core/macro";
import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import type { Conversation } from "~/client/contract/cases";
import { Button } from "~/kit/Button";
import { Menu } from "~/kit/Menu";
import { MenuItem } from "~/kit/MenuItem";

/** Where the reply goes: one of the case's conversations, and whether everybody reads it there. */
export function ConversationChoice({ conversations, chosen, glyph, onChoose }: Props) {
  const named = (one: Conversation) => (one.capabilities.public ? `${one.account.name} · ${t`en público`}` : one.account.name);
  const words = named(chosen);
  if (conversations.length < 2) {
    return (
      <span style={{ display: "flex", gap: 4, alignItems: "center" }} title={chosen.identity.value}>
        {glyph(chosen.channel)}
        {words}
      </span>
    );
  }
  return (
    <Menu
      trigger={
        <Button look="bare" aria-label={t`Responder por ${words}`} data-channel={chosen.channel}>
          {glyph(chosen.channel)}
          {words}
          <ChevronDown size={12} aria-hidden />
        </Button>
      }
    >
      {conversations.map((one) => (
        <MenuItem key={one.id} onSelect={() => onChoose(one)}>
          {glyph(one.channel)}
          {`${named(one)} · ${one.identity.value}`}
        </MenuItem>
      ))}
    </Menu>
  );
}

interface Props {
  conversations: Conversation[];
  chosen: Conversation;
  glyph: (channel: string) => ReactNode;
  onChoose: (one: Conversation) => void;
}

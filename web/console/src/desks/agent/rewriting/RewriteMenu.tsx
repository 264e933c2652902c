import { t } from "@lingui/core/macro";
import { Sparkles } from "lucide-react";
import { IconButton } from "~/kit/IconButton";
import { Menu } from "~/kit/Menu";
import { MenuItem } from "~/kit/MenuItem";
import { MenuLabel } from "~/kit/MenuLabel";
import { MANNERS, mannerWords } from "~/rooms/intelligence/llm/mannerWords";
import type { Rewriting } from "./useRewriting";

/** In which manner the model outside is asked to word the reply. */
export function RewriteMenu({ model, rewriting: { able, opened, keys, ask } }: { model: string; rewriting: Rewriting }) {
  return (
    <Menu
      align="start"
      asked={opened}
      trigger={<IconButton icon={Sparkles} name={t`Reescribir con el modelo de lenguaje`} disabled={!able} {...(keys ? { keys } : {})} />}
    >
      <MenuLabel>{t`Pedir a ${model} la respuesta…`}</MenuLabel>
      {MANNERS.map((manner) => (
        <MenuItem key={manner} onSelect={() => ask(manner)}>
          {mannerWords(manner)}
        </MenuItem>
      ))}
    </Menu>
  );
}

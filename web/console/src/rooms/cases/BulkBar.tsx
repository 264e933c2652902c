import { plural, t } from "@lingui/core/macro";
import { X } from "lucide-react";
import type { BulkRefusal } from "~/client/contract/bulkEndpoints";
import { Refused } from "~/client/http";
import { Button } from "~/kit/Button";
import type { Ready } from "~/kit/command";
import { count } from "~/kit/formats";
import { IconButton } from "~/kit/IconButton";
import { keyWords } from "~/kit/keyWords";
import { Menu } from "~/kit/Menu";
import { MenuItem } from "~/kit/MenuItem";
import { problemWords } from "~/kit/problemWords";
import { reasons, type Told } from "./bulk";
import css from "./BulkBar.module.css";

const ON_BAR = ["bulk.assign", "bulk.wait", "bulk.tag", "bulk.resolve"];

/** How many cases are picked, what can be done to all of them, and which ones refused the last time. */
export function BulkBar({ picked, total, beyond, running, told, commands, onAll, onClear, onSeen }: Props) {
  const shown = ON_BAR.flatMap((id) => commands.filter((one) => one.id === id));
  const rest = commands.filter((one) => one.id.startsWith("bulk.") && !ON_BAR.includes(one.id));
  return (
    <div className={css.bar} role="region" aria-label={t`Casos elegidos`}>
      {told && told.refused.length > 0 ? <Why told={told} onSeen={onSeen} /> : null}
      {picked > 0 ? (
        <>
          <div className={css.head} role="status">
            <b>{plural(picked, { one: "# elegido", many: "# elegidos", other: "# elegidos" })}</b>
            {running !== null ? <span>{t`${count(running)} de ${count(picked)} hechos`}</span> : null}
            {running === null && total !== null && total > picked ? (
              <Button look="bare" onClick={onAll}>
                {t`Elegir los ${count(total)} de la vista`}
              </Button>
            ) : null}
            {beyond ? <span>{t`El tope son ${count(picked)} a la vez.`}</span> : null}
            <span className="space" />
            <IconButton icon={X} name={t`Soltar los casos elegidos`} keys="Escape" size={14} onClick={onClear} />
          </div>
          {running === null ? (
            <div className={css.acts}>
              {shown.map((one) => (
                <Button key={one.id} onClick={one.run} title={one.keys ? `${one.words} (${keyWords(one.keys)})` : one.words}>
                  {barWords(one.id)}
                </Button>
              ))}
              <Menu trigger={<Button>{t`Más`}</Button>}>
                {rest.map((one) => (
                  <MenuItem key={one.id} onSelect={one.run} {...(one.keys ? { keys: one.keys } : {})}>
                    {one.words}
                  </MenuItem>
                ))}
              </Menu>
            </div>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

function barWords(id: string): string {
  switch (id) {
    case "bulk.assign":
      return t`Asignar`;
    case "bulk.wait":
      return t`Posponer`;
    case "bulk.tag":
      return t`Etiquetar`;
    default:
      return t`Resolver`;
  }
}

function Why({ told, onSeen }: { told: Told; onSeen: () => void }) {
  const failed = told.refused.length;
  const all = told.done + failed;
  const words = (one: BulkRefusal) => problemWords(new Refused({ type: "", title: one.title, status: 409, code: one.code, ...one.data }));
  return (
    <div className={css.head} role="alert">
      <ul className={css.why}>
        <li>
          <b>{t`${count(failed)} de ${count(all)} no:`}</b>
        </li>
        {reasons(told.refused, words).map(([why, ones]) => (
          <li key={why}>
            {why} {ones.slice(0, 8).map((one) => (one.number === null ? "" : `#${one.number}`)).filter(Boolean).join(", ")}
            {ones.length > 8 ? "…" : ""}
          </li>
        ))}
      </ul>
      <span className="space" />
      <IconButton icon={X} name={t`Ocultar`} size={14} onClick={onSeen} />
    </div>
  );
}

interface Props {
  picked: number;
  /** How many the view holds, when that is known. */
  total: number | null;
  /** Whether the view holds more than may be picked. */
  beyond: boolean;
  running: number | null;
  told: Told | null;
  commands: Ready[];
  onAll: () => void;
  onClear: () => void;
  onSeen: () => void;
}

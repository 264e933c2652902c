import { t } from "@lingui/core/macro";
import { Plus, X } from "lucide-react";
import type { WidgetSettings } from "~/client/contract/chats";
import { Button } from "~/kit/Button";
import { Field } from "~/kit/Field";
import { IconButton } from "~/kit/IconButton";
import css from "./ChatFields.module.css";

const MOST = 6;

/** Pages of help that the chat offers before anybody writes. */
export function ChatLinks({ links, onChange, wrong }: Props) {
  const put = (place: number, part: Partial<Link>) => onChange(links.map((one, at) => (at === place ? { ...one, ...part } : one)));
  return (
    <div className={css.form}>
      {links.map((one, place) => (
        <div className={css.row} key={place}>
          <Field label={t`Título`} value={one.title} maxLength={60} onChange={(event) => put(place, { title: event.target.value })} />
          <Field label={t`Dirección`} type="url" value={one.url} maxLength={500} onChange={(event) => put(place, { url: event.target.value })} />
          <IconButton icon={X} name={t`Quitar ${one.title || one.url}`} onClick={() => onChange(links.filter((_, at) => at !== place))} />
        </div>
      ))}
      {wrong ? <p className={css.error} role="alert">{wrong}</p> : null}
      {links.length < MOST ? (
        <div>
          <Button onClick={() => onChange([...links, { title: "", url: "" }])}>
            <Plus size={14} aria-hidden />
            {t`Añadir un enlace`}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

type Link = WidgetSettings["links"][number];
interface Props {
  links: Link[];
  onChange: (links: Link[]) => void;
  wrong: string | undefined;
}

import { t } from "@lingui/core/macro";
import { Inbox, Menu, Search, SquarePen } from "lucide-react";
import type { Ready } from "~/kit/command";
import css from "./BottomBar.module.css";

/** On a phone: the list, the views, what is sought, and writing first. */
export function BottomBar({ onViews, onFind, start }: { onViews: () => void; onFind: () => void; start: Ready | undefined }) {
  return (
    <nav className={css.bar} aria-label={t`Secciones`}>
      <button type="button" aria-current="page">
        <Inbox size={20} aria-hidden />
        {t`Casos`}
      </button>
      <button type="button" onClick={onViews}>
        <Menu size={20} aria-hidden />
        {t`Vistas`}
      </button>
      <button type="button" onClick={onFind}>
        <Search size={20} aria-hidden />
        {t`Buscar`}
      </button>
      {start ? (
        <button type="button" onClick={start.run}>
          <SquarePen size={20} aria-hidden />
          {t`Escribir`}
        </button>
      ) : null}
    </nav>
  );
}

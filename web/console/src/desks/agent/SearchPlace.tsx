import { t } from "@lingui/core/macro";
import { lazy, type RefObject } from "react";
import { cx } from "~/kit/cx";
import { Part } from "~/kit/Part";
import { patient } from "~/kit/patient";
import css from "./Pane.module.css";
import type { useSearching } from "./useSearching";

const SearchPane = lazy(() => patient(() => import("./SearchPane")).then((file) => ({ default: file.SearchPane })));

/** Where the search opens; its code comes when it is first asked for. */
export function SearchPlace({ searching, ...rest }: Props) {
  return (
    <Part waiting={<section className={cx(css.pane, css.list)} aria-label={t`Búsqueda`} />}>
      <SearchPane find={searching.words} onFind={searching.ask} {...rest} />
    </Part>
  );
}

interface Props {
  searching: ReturnType<typeof useSearching>;
  selected: string | null;
  field: RefObject<HTMLInputElement | null>;
  onBack: () => void;
  onViews: () => void;
}

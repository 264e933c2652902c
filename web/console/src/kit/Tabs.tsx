import { useEffect, useRef } from "react";
import css from "./Tabs.module.css";

/** A few faces of one thing. Arrows move between them; the chosen one is always in sight. */
export function Tabs<Id extends string>({ label, tabs, chosen, onChoose, controls }: Props<Id>) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const [box, tab] = [list.current, list.current?.querySelector<HTMLElement>("[aria-selected=true]")];
    if (!box || !tab) return;
    box.scrollLeft = Math.min(tab.offsetLeft, Math.max(box.scrollLeft, tab.offsetLeft + tab.offsetWidth - box.clientWidth));
  }, [chosen]);
  const turn = (place: number) => {
    const next = tabs[(place + tabs.length) % tabs.length];
    if (!next) return;
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[tabs.indexOf(next)]?.focus();
    onChoose(next.id);
  };
  return (
    <div ref={list} className={css.tabs} role="tablist" aria-label={label}>
      {tabs.map(({ id, words }, place) => (
        <button
          key={id}
          type="button"
          role="tab"
          className={css.tab}
          aria-selected={id === chosen}
          aria-controls={controls}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => onChoose(id)}
          onKeyDown={(event) => {
            if (event.key === "ArrowRight") turn(place + 1);
            if (event.key === "ArrowLeft") turn(place - 1);
          }}
        >
          {words}
        </button>
      ))}
    </div>
  );
}

interface Props<Id extends string> {
  label: string;
  tabs: { id: Id; words: string }[];
  chosen: Id;
  onChoose: (id: Id) => void;
  controls: string;
}

import css from "./Tabs.module.css";

/** A few faces of one thing. Arrows move between them. */
export function Tabs<Id extends string>({ label, tabs, chosen, onChoose, controls }: Props<Id>) {
  return (
    <div className={css.tabs} role="tablist" aria-label={label}>
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
            const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
            const next = tabs[(place + step + tabs.length) % tabs.length];
            if (step && next) onChoose(next.id);
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

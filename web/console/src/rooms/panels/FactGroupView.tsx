import { t } from "@lingui/core/macro";
import { ExternalLink } from "lucide-react";
import type { FactGroup } from "~/client/contract/panels";
import { useNow } from "~/kit/now";
import css from "./Panels.module.css";
import { valueWords } from "./valueWords";

/** Facts about one thing of another system; its name opens it there. */
export function FactGroupView({ group }: { group: FactGroup }) {
  const now = useNow();
  return (
    <div className={css.group}>
      <p className={css.title}>
        {group.url ? (
          <a href={group.url} target="_blank" rel="noreferrer">
            {group.title}
            <ExternalLink size={12} aria-hidden />
            <span className="unseen">{t`se abre en otra pestaña`}</span>
          </a>
        ) : (
          group.title
        )}
      </p>
      <dl>
        {(group.facts ?? []).map((fact, place) => (
          <div key={`${fact.label}${place}`}>
            <dt>{fact.label}</dt>
            <dd data-tone={fact.tone}>{valueWords(fact, now)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

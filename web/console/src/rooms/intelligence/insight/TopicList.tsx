import { plural, t } from "@lingui/core/macro";
import { Link } from "@tanstack/react-router";
import type { Topic } from "~/client/contract/discoveryEndpoints";
import { Button } from "~/kit/Button";
import { Chip } from "~/kit/Chip";
import css from "./Insight.module.css";

/** What many write about: its words, how much it grows, examples that lead to their cases, and its deed. */
export function TopicList({ topics, onMake }: { topics: readonly Topic[]; onMake: ((one: Topic) => void) | null }) {
  return (
    <ul className={css.topics}>
      {topics.map((one) => (
        <li key={one.id}>
          <div className={css.topicHead}>
            <b>{one.given_name || one.name}</b>
            <span>
              {plural(one.size, { one: "# mensaje", many: "# de mensajes", other: "# mensajes" })}
              {` · ${t`${one.lately} en el último día, ${one.before} en el anterior`}`}
            </span>
            {one.tag_id ? <Chip tone="line">{t`ya es etiqueta`}</Chip> : onMake ? <Button onClick={() => onMake(one)}>{t`Hacer una etiqueta…`}</Button> : null}
          </div>
          {one.given_name ? <p className={css.named}>{t`Nombre del modelo de lenguaje ${one.given_by}. Las palabras más usadas: ${one.name}`}</p> : null}
          <ul className={css.examples}>
            {one.examples.map((each) => (
              <li key={`${each.case_id} ${each.text}`}>
                <Link to="/cases/$view/$caseId" params={{ view: "all", caseId: each.case_id }}>
                  {`#${each.number}`}
                </Link>
                <span>{each.text}</span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

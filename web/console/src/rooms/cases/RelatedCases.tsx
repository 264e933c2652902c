import { t } from "@lingui/core/macro";
import { Link } from "@tanstack/react-router";
import type { CaseDetail } from "~/client/contract/cases";
import { Button } from "~/kit/Button";
import css from "./RelatedCases.module.css";

/** The case before this one, the one that absorbed it, and those that it absorbed, each with its way back. */
export function RelatedCases({ one, view, onUnmerge }: Props) {
  const { previous_case: previous, merged_into: survivor, merges } = one;
  if (!previous && !survivor && merges.length === 0) return null;
  return (
    <ul className={css.list}>
      {survivor ? (
        <li>
          <Link to="/cases/$view/$caseId" params={{ view, caseId: survivor.id }}>{t`Unido al caso #${survivor.number}`}</Link>
        </li>
      ) : null}
      {previous ? (
        <li>
          <Link to="/cases/$view/$caseId" params={{ view, caseId: previous.id }}>{t`Sigue al caso #${previous.number}`}</Link>
        </li>
      ) : null}
      {merges.map((each) => (
        <li key={each.id}>
          <span>{t`Absorbió el caso #${each.number}`}</span>
          {onUnmerge ? (
            <Button look="bare" onClick={() => onUnmerge(each)}>
              {t`Separar`}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

interface Props {
  one: CaseDetail;
  view: string;
  onUnmerge: ((merge: { id: string; number: number }) => void) | null;
}

import { i18n } from "@lingui/core";
import { plural, t } from "@lingui/core/macro";
import { GripVertical, MoreHorizontal } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import type { DispositionNode } from "~/client/contract/words";
import { Chip } from "~/kit/Chip";
import { IconButton } from "~/kit/IconButton";
import { Menu } from "~/kit/Menu";
import { MenuItem } from "~/kit/MenuItem";
import { type Branch, dropped, type Spot, type Step, stepped } from "~/rooms/cases/tree";
import css from "./TreeView.module.css";

const STEPS: Record<string, Step> = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" };

/** The tree in rows: dragged by the handle, or moved by Alt and the arrows, or from its menu. */
export function TreeView({ branches, onPlace, onAdd, onName, onMerge, onTurn }: Props) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<{ id: string; inside: boolean } | null>(null);
  const words = (node: DispositionNode) => node.name[i18n.locale] ?? node.name.es ?? node.code;
  const step = (node: DispositionNode, to: Step) => {
    const spot = stepped(branches, node.id, to);
    if (spot) onPlace(node, spot);
  };
  const keys = (node: DispositionNode) => (event: KeyboardEvent) => {
    const to = STEPS[event.key];
    if (!event.altKey || !to) return;
    event.preventDefault();
    step(node, to);
  };
  const drop = () => {
    const node = branches.find((one) => one.node.id === dragged)?.node;
    const spot = node && over ? dropped(branches, node.id, over.id, over.inside) : null;
    if (node && spot) onPlace(node, spot);
    setDragged(null);
    setOver(null);
  };
  return (
    <ul className={css.tree} aria-label={t`Tipificación`}>
      {branches.map(({ node, depth }) => (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dragging has its twin in keys and menu
        <li
          key={node.id}
          className={css.row}
          data-over={over?.id === node.id ? (over.inside ? "inside" : "before") : undefined}
          data-retired={node.retired_at !== null}
          style={{ paddingInlineStart: `${depth * 24}px` }}
          draggable={node.retired_at === null}
          onDragStart={() => setDragged(node.id)}
          onDragEnd={() => setDragged(null)}
          onDragOver={(event) => {
            if (dragged === null) return;
            event.preventDefault();
            const box = event.currentTarget.getBoundingClientRect();
            setOver({ id: node.id, inside: event.clientY - box.top > box.height / 2 });
          }}
          onDrop={drop}
        >
          <GripVertical size={14} className={css.grip} aria-hidden />
          <button
            type="button"
            className={css.name}
            aria-label={t`${words(node)}, nivel ${depth + 1}`}
            aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight"
            onKeyDown={keys(node)}
            onClick={() => onName(node)}
          >
            {words(node)}
          </button>
          <span className={css.code}>{node.code}</span>
          {node.retired_at ? <Chip>{node.merged_into ? t`se usa otra` : t`retirada`}</Chip> : null}
          <span className={css.count}>{node.cases > 0 ? plural(node.cases, { one: "# caso", many: "# casos", other: "# casos" }) : ""}</span>
          <Menu trigger={<IconButton icon={MoreHorizontal} name={t`Acciones de ${words(node)}`} />}>
            {node.retired_at ? null : (
              <>
                <MenuItem onSelect={() => onAdd(node)}>{t`Agregar debajo…`}</MenuItem>
                <MenuItem onSelect={() => step(node, "up")} keys="Alt+ArrowUp">{t`Subir`}</MenuItem>
                <MenuItem onSelect={() => step(node, "down")} keys="Alt+ArrowDown">{t`Bajar`}</MenuItem>
                <MenuItem onSelect={() => step(node, "in")} keys="Alt+ArrowRight">{t`Colgar de la anterior`}</MenuItem>
                <MenuItem onSelect={() => step(node, "out")} keys="Alt+ArrowLeft">{t`Sacar de la rama`}</MenuItem>
                <MenuItem onSelect={() => onMerge(node)}>{t`Usar otra en su lugar…`}</MenuItem>
              </>
            )}
            <MenuItem onSelect={() => onTurn(node)}>{node.retired_at ? t`Volver a usar` : t`Retirar`}</MenuItem>
          </Menu>
        </li>
      ))}
    </ul>
  );
}

interface Props {
  branches: Branch[];
  onPlace: (node: DispositionNode, to: Spot) => void;
  onAdd: (parent: DispositionNode) => void;
  onName: (node: DispositionNode) => void;
  onMerge: (node: DispositionNode) => void;
  onTurn: (node: DispositionNode) => void;
}

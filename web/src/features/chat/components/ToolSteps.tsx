import { ChevronRight, LoaderCircle, TriangleAlert, Wrench } from "lucide-react";
import { useCatalogue } from "@/shared/i18n";
import type { ToolStep } from "../types";

const icons = { running: LoaderCircle, done: Wrench, failed: TriangleAlert };

/** One line for each tool the assistant used, opened for what went in and what came out. */
export function ToolSteps({ steps }: { steps: ToolStep[] }) {
  const m = useCatalogue();
  return steps.map(({ id, name, arguments: input, status, result }) => {
    const Icon = icons[status];
    return (
      <details key={id} className="tool">
        <summary>
          <Icon aria-hidden size={15} className={status === "running" ? "spin" : undefined} />
          <span>
            {m.chat.tool[status]} <b>{name}</b>
          </span>
          <ChevronRight aria-hidden size={15} className="chevron" />
        </summary>
        <dl>
          <dt>{m.chat.toolInput}</dt>
          <dd>{JSON.stringify(input, null, 2)}</dd>
          {result !== null && (
            <>
              <dt>{m.chat.toolResult}</dt>
              <dd>{result}</dd>
            </>
          )}
        </dl>
      </details>
    );
  });
}

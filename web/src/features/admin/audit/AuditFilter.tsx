import { type FormEvent, useState } from "react";
import { Button, SelectField, TextField } from "@/shared/ui";
import { useTexts } from "../texts";
import { type Filter, noFilter } from "./api";

interface Props {
  onFilter(filter: Filter): void;
  errors: Record<string, string[]>;
}

const results = ["", "done", "denied", "failed"] as const;

export function AuditFilter({ onFilter, errors }: Props) {
  const { audit: t } = useTexts();
  const [filter, setFilter] = useState<Filter>(noFilter);
  const set = (name: keyof Filter) => (value: string) => setFilter((known) => ({ ...known, [name]: value }));

  function submit(event: FormEvent) {
    event.preventDefault();
    onFilter(filter);
  }

  return (
    <form role="search" aria-label={t.filter} noValidate onSubmit={submit} className="card space-y-4">
      <div className="filter-grid">
        <TextField label={t.from} type="date" value={filter.from} onChange={set("from")} errors={errors["from"]} />
        <TextField label={t.to} type="date" value={filter.to} onChange={set("to")} errors={errors["to"]} />
        <TextField label={t.actor} hint={t.actorHint} autoComplete="off" spellCheck={false} value={filter.actor} onChange={set("actor")} errors={errors["actor"]} />
        <TextField label={t.action} autoComplete="off" spellCheck={false} value={filter.action} onChange={set("action")} errors={errors["action"]} />
        <TextField label={t.target} autoComplete="off" spellCheck={false} value={filter.target} onChange={set("target")} errors={errors["target"]} />
        <SelectField
          label={t.result}
          value={filter.result}
          options={results.map((value) => ({ value, text: value === "" ? t.any : (t.results[value] ?? value) }))}
          onChange={set("result")}
          errors={errors["result"]}
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary">
          {t.search}
        </Button>
        <Button
          onClick={() => {
            setFilter(noFilter);
            onFilter(noFilter);
          }}
        >
          {t.reset}
        </Button>
      </div>
    </form>
  );
}

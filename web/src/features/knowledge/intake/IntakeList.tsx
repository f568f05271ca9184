import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Section } from "@/shared/ui";
import { fetchRunning, keys } from "../api";
import { useTexts } from "../texts";
import { IntakeRow } from "./IntakeRow";
import { followJob, useIntakes } from "./runner";
import { useAnnouncement } from "./useAnnouncement";

/** What is on its way into a collection: begun here, or elsewhere and still running. */
export function IntakeList({ collection }: { collection: string }) {
  const { intake: t } = useTexts();
  const client = useQueryClient();
  const all = useIntakes(({ intakes }) => intakes);
  const intakes = Object.values(all).filter((intake) => intake.collection === collection);
  const { data: running } = useQuery({ queryKey: keys.running(collection), queryFn: ({ signal }) => fetchRunning(collection, signal) });
  useEffect(() => running?.forEach((job) => followJob(client, job)), [running, client]);
  const announcement = useAnnouncement(intakes);
  return (
    <>
      <p role="status" className="sr-only">
        {announcement}
      </p>
      {intakes.length > 0 && (
        <Section title={t.title}>
          <ul className="space-y-2">
            {intakes.map((intake) => (
              <IntakeRow key={intake.key} intake={intake} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

import { type QueryClient, useQuery } from "@tanstack/react-query";
import type { PersonaChoice } from "@/shared/session";
import { fetchPersonas, type Persona, personaKeys } from "../api";
import { choiceOf, effectiveId, modelOf, useChoices, withoutEmpty } from "../choice";

export function usePersonas() {
  return useQuery({ queryKey: personaKeys.list, queryFn: ({ signal }) => fetchPersonas(signal), staleTime: 60_000 });
}

/** Who answers next in a conversation. */
export function useEffectivePersona(conversationId: string | null, last: string | null | undefined) {
  const choice = useChoices(({ chosen }) => choiceOf(chosen, conversationId));
  const { data } = usePersonas();
  const id = effectiveId(choice, last);
  const persona = data?.find((one) => one.id === id);
  return { id, persona, choice, model: modelOf(persona) };
}

/** The choice that goes with a message; null leaves it to the conversation. */
export function chosenPersona(conversationId: string | null): PersonaChoice | null {
  const choice = choiceOf(useChoices.getState().chosen, conversationId);
  return choice && { ...choice, persona_variables: withoutEmpty(choice.persona_variables) };
}

/** Whether the persona that answers next brings its own model. */
export function personaHasModel(client: QueryClient, conversationId: string | null, last: string | null | undefined): boolean {
  const id = effectiveId(choiceOf(useChoices.getState().chosen, conversationId), last);
  return modelOf(client.getQueryData<Persona[]>(personaKeys.list)?.find((one) => one.id === id)) !== null;
}

/** A new chat has become a conversation. */
export const personaBegun = (conversationId: string) => useChoices.getState().begun(conversationId);

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useReducer, useState } from "react";
import { useLocation } from "wouter";
import { problemOf } from "@/shared/http";
import { useLeaving } from "@/shared/lib/leaving";
import { changePersona, createPersona, deletePersona, type Persona, personaKeys, restoreVersion } from "../api";
import { change, type Draft, empty, fromPersona, isChanged, toDefinition } from "./draft";

/** A persona in the form: its draft, what it is compared with, and what can be done with it. */
export function useEditor(start: Draft, persona: Persona | null) {
  const client = useQueryClient();
  const [, go] = useLocation();
  const [draft, dispatch] = useReducer(change, start);
  const [base, setBase] = useState({ draft: start, version: persona?.version ?? 0 });
  const dirty = isChanged(draft, base.draft);
  // A copy that nobody has touched can be saved, yet nothing is lost by leaving it.
  const savable = persona ? dirty : isChanged(draft, empty);
  useGuard(dirty);

  function take(next: Persona) {
    const fresh = fromPersona(next);
    dispatch({ type: "reset", draft: fresh });
    setBase({ draft: fresh, version: next.version });
    client.setQueryData(personaKeys.one(next.id), next);
    void client.invalidateQueries({ queryKey: personaKeys.list });
    void client.invalidateQueries({ queryKey: personaKeys.versions(next.id) });
  }

  const save = useMutation({
    mutationFn: () => (persona ? changePersona(persona.id, base.version, toDefinition(draft)) : createPersona(draft.id, toDefinition(draft))),
    onSuccess(saved) {
      take(saved);
      if (persona) return;
      useLeaving.getState().set({ blocked: null });
      go(`/personas/${saved.id}`, { replace: true });
    },
  });
  const restore = useMutation({ mutationFn: (version: number) => restoreVersion(persona?.id ?? "", version), onSuccess: take });
  const remove = useMutation({
    mutationFn: () => deletePersona(persona?.id ?? ""),
    onSuccess() {
      useLeaving.getState().set({ blocked: null });
      void client.invalidateQueries({ queryKey: personaKeys.list });
      go("/personas");
    },
  });

  function discard() {
    dispatch({ type: "reset", draft: base.draft });
    save.reset();
  }

  return { draft, dispatch, dirty, savable, version: base.version, save, restore, remove, discard, take, problem: save.error ? problemOf(save.error) : null };
}

/** While something is unsaved, the reader is asked before the page goes elsewhere: by a link, the back button, or closing the tab. */
function useGuard(dirty: boolean) {
  useEffect(() => {
    if (!dirty) return;
    const { set } = useLeaving.getState();
    set({ blocked: window.location.pathname + window.location.search });
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", onUnload);
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      set({ blocked: null, pending: null });
    };
  }, [dirty]);
}

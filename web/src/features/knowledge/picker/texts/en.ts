import { count } from "@/shared/i18n";

export const en = {
  label: "Knowledge",
  off: "No documents",
  all: "All documents",
  some: (collections: number) => (collections === 1 ? "1 collection" : `${count("en", collections)} collections`),
  answer: "Answer from documents",
  answerHint: "Answers cite the passages they rest on, and say when the documents do not tell.",
  which: "Only from these collections",
  whichHint: "None ticked: from all that you may read.",
  none: "There are no collections yet.",
  failed: "The collections could not be loaded.",
  manage: "Manage knowledge",
};

export type Texts = typeof en;

/** What people call the kinds of files, and what the server does. */
const types = {
  pdf: ["application/pdf"],
  word: ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  slides: ["application/vnd.openxmlformats-officedocument.presentationml.presentation"],
  tables: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv", "text/tab-separated-values"],
  markdown: ["text/markdown"],
  text: ["text/plain"],
  web: ["text/html"],
  mail: ["message/rfc822"],
  data: ["application/json", "application/jsonl", "application/xml", "application/yaml"],
  code: [
    "text/x-python", "text/x-csharp", "text/javascript", "text/x-typescript", "text/x-java", "text/x-go", "text/x-rust", "text/x-c", "text/x-c++", "text/x-sql", "text/x-sh",
  ],
} as const;

export type Kind = keyof typeof types;

export const kinds = Object.keys(types) as Kind[];

export const mediaTypesOf = (chosen: readonly Kind[]): string[] => chosen.flatMap((kind) => types[kind]);

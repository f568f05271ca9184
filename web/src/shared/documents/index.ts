export { documentPath, fetchText, type PageStart, passageLink, type SectionStart, textKey, type TextPart } from "./api";
export { PassageText } from "./PassageText";
export { type Segment, segmentsOf, type Span } from "./segments";
export { sectionBelow } from "./place";

// The record of docs/formats/record.md as the page receives it, with what it needs to draw it: the article's clean text and the way from bytes to it.

export interface Span { start: number; end: number; text: string }
export interface Step { room: string; what: string; rule?: string; head?: string; score?: number; others?: [string, number][]; span?: Span }
export type Status = "asserted" | "planned" | "possible" | "conditional" | "negated" | "asked" | "historical";

export interface Cut extends Span { why: string; because: Step[] }
export interface Mention extends Span { kind: string }
export interface Actor {
  id: string; name: string; kind: string; country: string | null; role: string | null; code: string | null; wikidata: string | null; wikipedia: string | null;
  members?: string[]; lat?: number; lon?: number; mentions: Mention[]; because: Step[];
}
export interface Place {
  id: string; name: string; lat: number | null; lon: number | null; country: string | null; admin1: string | null; feature: string | null;
  geonameid: number | null; wikidata: string | null; wikipedia: string | null; mentions: Span[]; because: Step[];
}
export interface Time { id: string; type: string; value: string; begin: string | null; end: string | null; span: Span; because: Step[] }
export interface Statement {
  id: string; kind: "direct" | "indirect" | "mixed"; form: string; speaker: string[]; speaker_span: Span | null; cue: Span | null; content: Span[];
  addressee: string[]; because: Step[];
}
export interface Event {
  id: string; trigger: Span; mentions: Span[]; clause: Span | null; plover: { event: string; mode: string | null; context: string[] } | null;
  cameo: string | null; goldstein?: number; quad?: number; source: string[]; source_spans: Span[]; target: string[]; target_spans: Span[];
  place: string | null; place_inferred?: boolean; time: string | null; date: string | null; date_from: string | null;
  factuality: { status: Status; score: number; said_in: string | null }; confidence: number; because: Step[];
}
export interface Relation { id: string; kind: string; from: string; to: string; span: Span; because: Step[] }
export interface Dateline { span: Span; place: Span | null; agency: Span | null; date: Span | null }
export interface Record {
  schema: number;
  engine: { version: string; model: string; pack: string };
  source: { id: string; uri: string | null; sha256: string; media_type: string; bytes: number };
  article: {
    headline: Span | null; highlights: Span[]; byline: Span[]; dateline: Dateline | null; paragraphs: Span[]; published: string | null;
    published_from: string | null; language: string | null; section: string | null; removed: Cut[];
  };
  sentences: (Span & { part: string; paragraph: number })[];
  actors: Actor[]; places: Place[]; times: Time[]; statements: Statement[]; events: Event[]; relations: Relation[];
  warnings: { code: string; what: string; span: Span | null }[];
}

/** What a page draws. `pieces`: five numbers a run of characters, as Article::Piece: byte in the text, byte in the source, count, bytes a character in each. */
export interface Reading { record: Record; text: string; pieces: number[]; acts: { [cameo: string]: string } }

/** A row of the page that leads to many reports. */
export interface Row {
  href: string | null; id: string; headline: string; published: string | null; place: string | null; events: number; actors: number; statements: number;
  warnings: number; fault: string | null;
}

const lists = ["sentences", "actors", "places", "times", "statements", "events", "relations", "warnings"] as const;

/** The one line that says what hinders the drawing of a reading, or nothing. */
export function fault_of(reading: Reading): string | null {
  const record = reading?.record;
  const name = typeof record?.source?.id === "string" ? record.source.id : "the record";
  if (typeof record !== "object" || record === null) return "The page holds no record; write it again with dateline read FILE --html PAGE.";
  if (record.schema !== 1) return `${name}: the record is of version ${String(record.schema)}, this page draws version 1; write both with the same dateline.`;
  for (const list of lists) if (!Array.isArray(record[list])) return `${name}: the record has no list “${list}”; write the page again.`;
  if (!Array.isArray(record.article?.paragraphs) || !Array.isArray(record.article.removed)) return `${name}: the record has no article; write the page again.`;
  if (typeof reading.text !== "string" || !Array.isArray(reading.pieces)) return `${name}: the page has no article text; write the page again.`;
  return null;
}
